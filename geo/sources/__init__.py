"""From publishers' files to a pack: reading, deriving, writing, and proving the totals.

To follow one small area from a publication to the pack, read the modules in this order:

1. ``publications`` opens any published file as text; ``boundaries``, ``lookups``, ``populations``,
   ``networks``, ``practices``, ``registrations`` and ``postcodes`` each know one publication, its
   columns and its traps; ``reading`` calls them all and names every fault at once, as one of
   ``errors``.
2. ``recipe`` is the part of ``pack.toml`` that says what to build; ``study_area`` picks its units.
3. ``succession``, ``list_states`` and ``leaning`` derive what nobody publishes: which practice took
   another's place, why a practice has no list, and which network a unit leans to; ``places`` puts
   postcodes and practices on the ground, and ``names`` makes their capitals readable.
4. ``outlines`` simplifies the coverage; ``layers`` puts units into areas; ``pack_tables`` lays out
   the pack's files; ``writing`` writes them.
5. ``reconciliation`` compares ``publishers_totals`` with ``packed_totals``, each read again from
   its own end, and ``explanations`` says why they differ; ``left_out`` accounts for what stayed
   behind; ``prepare`` runs everything and replaces the pack's files only if all of it succeeded.
"""
