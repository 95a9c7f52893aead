# Pages that stay up to date by themselves, drafts, and taking back what was just sent.
live-writing = { $name } is writing here.
live-answering = IT is writing to you.
setting-desk-undo-seconds = Time to take back an answer, in seconds
setting-what-desk-undo-seconds = An answer from IT waits so long before it leaves, and can be taken back until then. 0 sends at once; at most 60.
problem-setting-undo = Write a number of seconds from 0 to 60.
setting-limits-live-pages = Pages kept up to date
setting-what-limits-live-pages = So many open pages are told of news at once, on each server. Further ones look by themselves every minute.
problem-setting-pages = Write a number up to 100000.
