# Words of both sides, words nobody knew, and help with wording.

glossary-title = Words
glossary-about = What the library says and what IT says, for both to read. Underlined words lead here.
glossary-search = Find it
glossary-search-label = Find a word
glossary-letters = Words by letter and by side
glossary-all = All
glossary-retired = Out of use
glossary-empty = No words yet. Sixty that both sides trip over are ready to be put in; change them as you like.
glossary-begin = Start with sixty words
glossary-begin-hint = Puts in what is not there yet. Nothing of yours is changed.
glossary-not-found = No such word here yet. Ask about it:
glossary-nothing-here = Nothing stands here.
glossary-waiting = { $n ->
    [one] Somebody asked about a word. Can you explain it?
   *[other] People asked about { $n } words. Can you explain them?
}
glossary-orphans = { $n ->
    [one] The keeper of one word has left. Take it on from its page.
   *[other] The keepers of { $n } words have left. Take them on from their pages.
}
glossary-keeping = Keep the words
said-glossary-begun = The words are in. Look through them, and make them yours.
said-term-saved = Saved. It is underlined from now on where the other side reads it.
said-term-retired = It is out of use, and underlined nowhere.
said-term-back = It is back in use.
said-term-taken-on = You keep this word now.
said-word-known = That word is here already.
said-word-asked = Asked. You will be told here when somebody has explained it.
said-word-answered = Answered. Everybody who asked is told.
term-side-library = library
term-side-it = IT
term-side-both = both
term-sides-library = The library’s words
term-sides-it = IT’s words
term-sides-both = Words both use differently
term-to-library = In the library’s words
term-to-library-hint = What it means for those who work in the library. The first sentence should be able to stand alone.
term-to-it = In IT’s words
term-to-it-hint = What it means for those who work in IT. The first sentence should be able to stand alone.
term-new = Add a word
term-name = The word
term-name-hint = Something in brackets at the end only tells it apart: “Port (network)”.
term-abbreviation = An abbreviation: its capitals matter. SIP is not sip.
term-side = Whose word is it?
term-side-hint = The other side sees it underlined.
term-example = How it is said
term-example-hint = A short sentence somebody might really say.
term-synonyms = Other ways to write it
term-synonyms-hint = One in a line, plurals too. Only what is listed is found. A line in capitals only is found in capitals only.
term-keeper = Who keeps it
term-keeper-hint = They keep an eye on it. Everybody who keeps words may still change it.
term-keeper-nobody = Everybody who keeps words
term-keeper-left = { $name } (has left)
term-keeper-gone = { $name } has left. Until somebody takes it on, everybody who keeps words looks after it.
term-take-on = I will keep this word
term-save = Save the word
term-edit = Change it
term-changed = Changed
term-writing = Capitals
term-capitals = It is found only when it is written like this.
term-said = As in: “{ $words }”
term-more = Read more about { $name }
term-retire = Take it out of use
term-retire-hint = Then it is underlined nowhere any more. Its page stays, and it can come back.
term-bring-back = Bring it back
term-is-retired = Out of use since { $when }.
problem-term-letters = Write a word with at least one letter in it.
problem-term-library = Say what it means to the library: that is who may not know it.
problem-term-it = Say what it means to IT: that is who may not know it.
problem-term-synonyms = Write at most 20 lines, each of at most 80 letters.
problem-term-taken = This word is there already. Look for it, also among those out of use.

ask-selected = I don’t know this word
ask-title = A word I don’t know
ask-about = Nobody knows every word of the other side. Ask, and whoever keeps the words will explain it to everybody.
ask-link = A word here you don’t know? Ask what it means
ask-word = Which word?
ask-sentence = Where did you read it? (you may leave this empty)
ask-sentence-hint = The sentence helps to explain it. Leave out names and anything about patrons.
ask-agree = Send along the sentence it stands in
ask-button = Ask what it means
ask-not-now = Not now
ask-known = That word is explained here already.
ask-known-read = Read what it means
ask-mine = Words you asked about
ask-waits = Asked
ask-outcome-explained = Explained
ask-outcome-not_needed = Answered
unknown-title = Words people asked about
unknown-about = Explain a word once, and everybody who asked is told. Who asked is not shown.
unknown-none = Nobody waits for a word. Lovely.
unknown-by = { $n ->
    [one] One person asked
   *[other] { $n } people asked
}
unknown-since = first asked { $when }
unknown-one = What does “{ $word }” mean?
unknown-sentences = Where it stood
unknown-add = Explain it
unknown-add-hint = Add it as a word. Saving it answers everybody who asked.
unknown-add-button = Add it as a word
unknown-point = It is here under another name
unknown-term = Which word?
unknown-point-button = Point them to this word
unknown-not = It needs no entry
unknown-why = What shall we tell them?
unknown-why-hint = One kind sentence, such as “That was a typing mistake for proxy.”
unknown-not-button = Tell them
between-title = Words between the two sides
between-about = Which words people look up or ask about, in the last 90 days. A word counts once for a person and a day. Nobody can see who. Numbers under five are not shown, because they could be one person.
between-none = Nobody has looked up a word yet.
between-word = Word
between-now = Looked up
between-before = In the 90 days before
between-asked = Asked about
between-few = under 5
between-not-needed = Asked about, and needing no entry
between-year = Over the year
between-year-about = How often any word was looked up in thirty days.
between-month = When
between-opens = Looked up

wording-title = Help with wording
wording-about = While you write to the other side, a note below the box names words they may not know, and wording that could sound like blame. It only suggests.
wording-private = Only you see this. Your words are looked at, not kept.
wording-link = Help with wording: on or off
wording-off-link = Turn it off
wording-is-on = It is on for you.
wording-is-off = It is off for you.
wording-turn-off = Turn it off
wording-turn-on = Turn it on
wording-look = Look over my words
wording-again = Look over them again
wording-go-on = Go on with these words
wording-words = Your words
wording-nothing = Nothing to point out. It reads well.
wording-words-library = { $n ->
    [one] One word that the library may not know:
   *[other] { $n } words that the library may not know:
}
wording-words-it = { $n ->
    [one] One word that IT may not know:
   *[other] { $n } words that IT may not know:
}
wording-explain = Put this behind “{ $word }” in brackets
wording-hints = Could this be about the process, and not a person?
wording-advice-user-error = What made it easy to go wrong? Say what the screen or the process let happen.
wording-advice-human-error = People slip everywhere. Say what would have caught it, and what will next time.
wording-advice-should-have = It looks back at a person. Say what would help next time: “Next time, the quickest way is …”
wording-advice-obvious = It was not plain to whoever asks. You can leave this word out.
wording-advice-simply = It may not be easy for them. Leave this word out, and say the step.
wording-advice-said-already = It sounds tired of asking. Say it once more, in other words, as if for the first time.
wording-advice-capitals = It reads like shouting. Small letters are heard just as well.
wording-advice-named = It names a person. Say what happened and what is being changed: “The setting was left out, and we have added a check.”
wording-advice-fault = It looks for somebody to blame. Say what happened, and what would stop it next time.
wording-advice-always = It is about how people are. Say what happened this time, and what you need.
wording-advice-insult = This word hurts, and stays on the record. Say what happened instead.
wording-advice-joke = A joke at the expense of those who ask. Leave it out.

audit-kind-term-added = added a word
audit-kind-term-changed = changed a word
audit-kind-term-retired = took a word out of use
audit-kind-term-brought-back = brought a word back
audit-kind-term-asked = asked what a word means
audit-kind-term-answered = answered those who asked about a word
