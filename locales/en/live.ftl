# Pages that stay up to date by themselves, drafts, and taking back what was just sent.
live-writing = { $name } is writing here.
live-answering = IT is writing to you.
