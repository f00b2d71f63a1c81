//! Recursive definitions without recursion on the machine's stack.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Computes the value of `root` by `step`, which asks for the values of smaller keys and answers `None`
/// where one is not known yet; it is then asked again once all it asked for are. `memo` keeps every value.
pub fn unwind<K: Copy + Eq + Hash, V: Copy, E>(
    root: K,
    memo: &mut FxHashMap<K, V>,
    mut step: impl FnMut(K, &mut dyn FnMut(K) -> Option<V>) -> Result<Option<V>, E>,
) -> Result<Option<V>, E> {
    let mut stack = vec![root];
    while let Some(key) = stack.last().copied() {
        if memo.contains_key(&key) {
            stack.pop();
            continue;
        }
        let length = stack.len();
        let value = step(key, &mut |part| {
            let known = memo.get(&part).copied();
            if known.is_none() {
                stack.push(part);
            }
            known
        })?;
        match value {
            Some(value) => {
                stack.truncate(length - 1);
                memo.insert(key, value);
            }
            // A definition that asks for nothing and answers nothing has no value.
            None if stack.len() == length => return Ok(None),
            None => {}
        }
    }
    Ok(memo.get(&root).copied())
}
