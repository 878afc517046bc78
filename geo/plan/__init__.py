"""What a division into areas amounts to, what a planner changes about it, and what then follows.

The state that is checked is a pack: its own layers are the baseline, and a changed division is the
same pack with other layers. Read in this order:

- ``totals``, ``overlap``, ``checks``, ``findings``: what a pack amounts to;
- ``edits``, ``state``: what can be changed, and what follows from it;
- ``scenario``, ``opened``, ``kept_states``, ``rebase``: plans as logs of edits, at work, and on a
  newer pack;
- ``ground``, ``area_measures``, ``carrying``, ``measures``: what is known of each area, from
  scratch or carried over from the state before;
- ``moved``, ``flows``, ``impact``, ``account``: what differs between two states;
- ``failed_checks``, ``comparison``: two plans side by side;
- ``scenario_text``, ``assignment_text``: plans and assignments as text.
"""
