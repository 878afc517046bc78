"""Robustness: whether the areas of a plan stay inside their band when something is otherwise.

A *world* is one consistent set of figures, and of units' networks, that could have been or may
come: figures of another date (``other_dates``), units that hardly lean to their network in another
one (``weak_ties``), or residents who have grown in number (``growth``, at ``rates`` that a planner
gives). ``answer`` asks all of them of the areas of one layer, ``words`` says it in sentences, and
``for_search`` hands the worlds to whoever looks for a plan that fits in all of them.

A share of worlds is a count of those that were asked, not the chance that something happens.
"""
