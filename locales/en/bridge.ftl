# The relationship itself: its page, goals, figures, contributions.

nav-bridge = Bridge
bridge-title = The bridge
bridge-nav = Parts of the bridge
bridge-nav-together = Together
bridge-nav-meetings = Meetings
bridge-nav-goals = Goals
bridge-nav-glossary = Words
bridge-nav-who = Who we are
bridge-nav-praise = Thanks
bridge-nav-tours = Tours
bridge-nav-ideas = Ideas
bridge-nav-reviews = Looking back
bridge-nav-ladders = When it isn’t working
bridge-none = You are not part of a working relationship here yet. Whoever looks after your department can begin one.
bridge-and = and
bridge-keeper = You look after this.
right-keep-glossary = look after the words of both sides
right-look-after = look after a working relationship: its meetings, goals and people
problem-same-department = A department cannot be its own provider. Choose another one.
problem-relationship-there = These two work together already.
audit-kind-relationship-begun = Began a working relationship
audit-kind-relationship-ended = Ended a working relationship
