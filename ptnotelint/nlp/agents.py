"""Why a machine, a pack, a bath, a needle or a rubbing hand is used: "to cut the guarding", "warming the tissue ahead of the pull".

Under a passive agent the patient has nothing to do, so what it is told "to" do is what it is for; the verb may be any
that acts on a body. What is told of the set-up, of comfort or of the skin is none.
"""

from __future__ import annotations

from ptnotelint.nlp.families import MODALITIES
from ptnotelint.nlp.guarded import guarded

AGENTS = MODALITIES | {"needling", "massage"}
# what care does to tissue, fluid, joints and symptoms, beside the verbs that reasons know; then the endings that only verbs have
_ACTS = (r"numb|float|ferry|carry|whisk|siphon|trick|distract|fool|jolt|coax|nudge|tease|rouse|cheat|starve|douse|quench|ward off|stave off|head off|dull|kill|blunt|tame|damp|mute|hush|silence|soothe|comfort|stop|cut|halt|curb|check|quell|quench|shrink|squeeze|wring|milk|thin|thaw|melt|dissolve|undo|unlock|unstick|unwind|untie|peel|break|take|draw|push|pull|chase|flush|wash|clean|cleanse|debride|soak|irrigate|disinfect|slough|dry|separate|"
         r"part|space|spread|stretch|glide|slide|mobilize|distract|traction|gap|lift|slacken|release|reset|reboot|reach|wake|fire|fatigue|tire|trigger|elicit|provoke|ready|prime|prep|prepare|pre-?heat|pre-?warm|warm|heat|cool|chill|let|allow|help|get|keep|make|bring|turn|switch|shut|block|gate|mask|interrupt|disrupt|"
         r"resolve|absorb|heal|mend|speed|aid|assist|support|drive|deliver|move|feed|boost|raise|drop|lower|knock|shed|shift|drain|empty|clear|open|free|rid|unload|off-?load|un-?weight|decompress|relieve|relax|calm|quiet|settle|ease|treat|manage|control|limit|prevent|protect|address|target|de-?sensiti[sz]e|"
         r"reduce|decrease|improve|increase|restore|promote|facilitate|rest|flatten|smooth|disperse|disturb|deactivate|normali[sz]e|reverse|counter|offset|fight|combat|handle|chip away|work out|get at")
_VERB = rf"(?:{_ACTS}|(?!abdomen|specimen|children|women|men\b|often|even\b|then\b|seven|eleven|ten\b|open\b|size\b|prostate|palate|plate|date|state|late\b|rate\b|moderate|accurate|appropriate|tolerate|participate|facilitate gait|\w*membran)[a-z]{{3,}}(?:i[sz]e|ate|en|ify))"
TO_ACT = guarded(rf"\bto\s(?:(?:further|also|gently|again|better|really|first|temporarily|locally|hopefully|try (?:to|and)|help(?: to)?|start to|begin to|then)\s){{0,2}}(?P<verb>{_VERB})(?![\w-])(?P<what>[^.;|\n]{{0,60}})")
# any verb shows itself by the article or the adverb behind it, where the clause is about a body
TO_ANY = guarded(r"\bto\s(?!(?:begin|end|start|finish|complete|see|check|test|assess|monitor|measure|follow|wait|tolerate|comfort|call|schedule|allow|be|have|do|go|use|try|bilat\w*|both|all)\b)(?P<verb>[a-z]{3,12})\s(?P<what>(?:the|her|his|their|off|down|out|up|away)\b[^.;|\n]{3,60})")
# what the body is to do by it: "so the L5 root gets room"
SO_THAT = guarded(r"\bso (?:that )?(?P<verb>the|her|his|their|its|this|that|those|these)\s(?P<what>(?!pads?\b|electrodes?\b|intensity\b|skin\b|probe\b|current\b|settings?\b|level\b|session\b|rest\b|pt\b|patient\b|force\b|pull\b|weight\b)[^.;|\n]{4,60})")
BODY = frozenset({"impairment", "impairment_motor", "region", "muscle"})
TISSUE = guarded(r"\b(?:tissues?|fascia\w*|capsul\w*|muscles?|fib(?:er|re)s?|tendons?|scars?|adhesions?|dis[ck]s?|roots?|nerves?|foram\w*|facets?|joints?|fluid|blood|lymph\w*|cartilage|skin|wound|crust|slough|eschar|necrotic|graft|ligaments?|bands?|knots?|points?|signals?|inflam\w*|range|motion|glide|calcif\w*|crystals?|canal|otoconia|spindle|cycle)\b")
# a participle that says the same, set off by a mark: "15 min, warming the tissue ahead of the pull"
DOING_SO = guarded(r"(?:(?<=[,;:(–—>•*] )|(?<=\. )|(?<=\()|(?<= - )|(?<=\n))(?P<verb>warming|heating|cooling|numbing|dulling|loosening|softening|easing|calming|quieting|settling|soothing|unloading|decompressing|flushing|draining|opening|freeing|relaxing|desensiti[sz]ing|targeting|addressing|treating|chasing|going after|aiming (?:at|for)|hoping (?:to|for)|drawing|pumping|pushing|soaking|cleaning|priming|readying|preparing|inhibiting|deactivating|reducing|lowering|increasing|promoting|stretching out)(?P<what>\s[^.;|\n]{3,60})")
# the bare verb that opens a sentence, a cell or a field: "Ease joint stiffness ahead of gripping."
BARE = guarded(r"\W*(?P<verb>ease|lessen|loosen|soften|soothe|reduce|decrease|relieve|relax|calm|quiet(?:en)?|settle|numb|dull|flush|drain|widen|unload|off-?load|decompress|de-?sensiti[sz]e|break up|bring down|bring out|knock down|take down|cool down|warm up|undo|unlock|inhibit|deactivate|promote|improve|increase|restore|debride|soak off|draw|stop|cut|get|let)(?P<what>\s(?:the |her |his |their |some |any |more |down |off |out |up )?[a-z][^.;|\n]{3,60})")
OPENED = guarded(r"[:–—>]\s(?=(?:ease|lessen|loosen|soften|soothe|reduce|decrease|relieve|relax|calm|quiet|settle|numb|dull|flush|drain|widen|unload|decompress|desensiti[sz]e|break|bring|knock|take|undo|unlock|inhibit|promote|improve|increase|restore|debride|soak|draw|stop|cut|get|let)\s)")
# tissue made ready for what comes next: "warm-up ahead of stretch", "for deep heat before mobs", "get the quad ready to stretch"
_NEXT = r"(?:(?:the|her|his|any|more|our|some|end[- ]range|passive|manual|hands[- ]on|scar|joint|gentle|active|subsequent)\s){0,2}(?:stretch\w*|mobs?\b|mobili\w+|glid\w+|manual|hands|exercis\w+|exs?\b|ther ?ex|load\w*|rom\b|range|motion|mov\w+|work\b|pull\w*|traction|friction|massage|stm|scar|soft tissue|needl\w+|grip\w*|prom\b|arom\b|bending|straightening)"
READIED = guarded(rf"\b(?:warm-?ups?|warming|pre-?heat\w*|pre-?warm\w*|for (?:deep |tissue |a little |some |gentle |superficial )?(?:heat\w*|warmth|warming|pliability|softening)|prep\b|tissue prep\w*|(?:in )?preparation|made ready|readied|primed?|thermal|(?:deep |mild |superficial )?heat),?\s(?:(?:up|of|the|tissue|tissues|joint|it|them|muscles?)\s){{0,2}}(?:ahead of|before|prior to|for|to)\s{_NEXT}|\b(?:ready|readied|prepped|softened|warmed|loosened)\s(?:up\s)?(?:for|to)\s{_NEXT}|\bso (?:that )?(?:it|they|he|she|pt|patient|the [a-z]+|his [a-z]+|her [a-z]+) (?:will |would |could |can )?(?:stretch\w*|glide\w*|bends?|moves?|tolerates?|lets?|relax\w*|give[sn]?)\b")
# of comfort, the set-up and the skin it tells how, not why
HOW = guarded(r"\W*(?:(?:the|her|his|pt|patient|a|it|this|that|them|him|skin|limb|arm|leg|foot|hand|knee|head|towel|pads?|electrodes?|probe|water|temp\w*|heat|intensity|current|machine|unit|level|settings?|tolerance)\s){0,3}(?:comfort\w*|safe\w*|toleran\w*|tolerable|visible|burns?|skin|in place|on\b|off\s?\Z|supported|elevated|still\b|positioned?|contact|dry|warm\s?\Z|setting|timer|bell|privacy|modesty|monitor\w*|appointment|sessions?|treatment|tx|visit|schedule|rest|call)\b")
TOLD = guarded(r"\b(?:asked|told|instructed|taught|cued?|remind\w*|educat\w*|advised|encouraged|agreed|wants?|wanted|hopes?|hoping|goals?|plans?|able|unable|ability|tries|trying|used to|ready|had|has|have|needs?|needed|turned (?:down|up)|reduced|lowered|adjusted|towels?|layers?|draped|wrapped|refused|declin\w+|continue|try|due|back|close|next|up|down|prior|according|returned?|return|sent|call|went|goes|go|came|leads?|relat\w+|referred|refers|similar|begin|began|beginning|started|start)\s\Z")
POINTS = guarded(r"(?:myofascial )?(?:trigger (?:point|pt)s?|m?trps?|taut bands?|tender points?|knots?)\Z")  # what a needle goes into
LETTER = guarded(r"[a-z]")
OF_LIFE = frozenset({"function", "activity", "gait"})


def deeds(folded: str, start: int, end: int, families: tuple[str, ...], hits):
    """(start, end) of each clause that says what an agent was to do, between two places of a part that tells of one."""
    if not AGENTS.intersection(families):
        return
    opened = OPENED.search(folded, start, end)
    bare = BARE.match(folded, start, end) or opened and BARE.match(folded, opened.end(), end)
    if bare and not HOW.match(folded, bare.end("verb"), bare.end()) and (TISSUE.search(folded, bare.end("verb"), min(bare.end(), bare.end("verb") + 20))
            or not any(hit.label == "assist" or hit.label in OF_LIFE and hit.start < bare.end("verb") + 20 for hit in hits)):
        yield bare.start("verb"), bare.end()
    for pattern in (TO_ACT, DOING_SO):
        for match in pattern.finditer(folded, start, end):
            if pattern is TO_ACT and TOLD.search(folded, max(start, match.start() - 20), match.start()) or HOW.match(folded, match.end("verb"), match.end()):
                continue
            if folded.startswith("comfort", match.start("verb")) and not LETTER.search(folded, match.end("verb"), match.end()):
                continue  # "intensity to comfort"
            near = min(match.end("verb") + 26, match.end())
            life = min((hit.start for hit in hits if hit.label in OF_LIFE and match.end("verb") <= hit.start < near), default=near)
            if life < near and not any(hit.label in BODY and match.end("verb") <= hit.start < life for hit in hits):
                continue  # "to let her walk": what she wants of it, not what it does
            yield match.start(), match.end()
    for pattern in (TO_ANY, SO_THAT):
        for match in pattern.finditer(folded, start, end):
            near = min(match.end("verb") + 32, match.end())
            if pattern is TO_ANY and TOLD.search(folded, max(start, match.start() - 20), match.start()) or HOW.match(folded, match.end("verb"), match.end()):
                continue
            if any(hit.label in BODY and match.end("verb") <= hit.start < near for hit in hits) or TISSUE.search(folded, match.end("verb"), near):
                yield match.start(), match.end()
    for match in READIED.finditer(folded, start, end):
        yield match.start(), match.end()
