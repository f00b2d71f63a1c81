% The rules of rules.cvk, clause by clause, for SWI-Prolog: tabled, with well-founded negation.
:- table holds/3, valid/1, stands/2, ended/4, arbiter/1.
:- discontiguous congress/7, committee/2, first/2, convene/4, met/2, elect/4, ratify/4, dissolve/4, rival/2, claim/3.

% congress(C, Predecessor, Overseer, Present, Entitled, Opens, Urgent)
granted(C, K, Day) :- congress(C, P, _, _, _, _, _), holds(K, P, Day).
noticed(C, Day) :- congress(C, _, _, _, _, Opens, Urgent), notice(Urgent, Needed), Opens - Day >= Needed.
notice(yes, 3).
notice(no, 14).
healed(C, Day, Moment) :- ratify(W, _, C, On), On < Moment, On - Day =< 40, valid(W).

stands(V, Moment) :- convene(V, K, C, Day), Day < Moment, granted(C, K, Day), noticed(C, Day).
stands(V, Moment) :- convene(V, _, C, Day), Day < Moment, healed(C, Day, Moment).

valid(W) :- ratify(W, A, C, Day), congress(C, _, O, _, _, _, _), holds(A, O, Day).
valid(G) :- dissolve(G, A, K, Day), committee(K, O), holds(A, O, Day).
valid(E) :- elect(E, C, _, Day), congress(C, _, _, Present, Entitled, _, _), 2 * Present > Entitled,
            met(C, Met), Met < Day, convene(V, _, C, _), stands(V, Day).

holds(K, C, Moment) :- first(K, C), tnot(ended(K, C, -1, Moment)).
holds(K, C, Moment) :- elect(E, C, K, Day), Day < Moment, valid(E), tnot(ended(K, C, Day, Moment)).
ended(K, C, Since, Moment) :- dissolve(G, _, K, Day), Since < Day, Day < Moment, valid(G), nonvar(C).

arbiter(K) :- rival(K, L), tnot(arbiter(L)).

verdict(Goal, Verdict) :-
    (   call_delays(Goal, Delays)
    ->  ( Delays == true -> Verdict = upheld ; Verdict = paradoxical )
    ;   Verdict = refuted
    ).
goal(permanent, K, C, holds(K, C, 1000000)).
goal(arbiter, K, _, arbiter(K)).
main :- forall(claim(L, Kind, (K, C)), ( goal(Kind, K, C, Goal), verdict(Goal, Verdict), format("~w ~w~n", [L, Verdict]) )).
:- initialization(main, main).
