# What helps right now, beside a ticket.
beside-title = What helps right now
beside-show = Solved before, opening hours, what is on
beside-similar = Solved before
beside-similar-none = Nothing like it has been put right yet.
# Words that tell nothing about what a ticket is about, with a blank between.
beside-common-words = the and for are was were not but all any its our out has had have can cannot cant does doesn did didn with this that these those there they them their then than when what which who why how from into onto over since after before again still very just also only some one two three every nobody everyone nothing something says say said new old keep keeps will would could should please help need needs want wants make makes get gets isn working work works stopped broken problem problems today yesterday morning since service
beside-others = { $name } also waits for
beside-others-yours = You also wait for
beside-contact = Speaks for them: { $name }
beside-busy = When they have most to do
beside-open-many = More than { $n } open requests
beside-open-tickets = { $n ->
    [one] 1 open request
   *[other] { $n } open requests
}
beside-hours-unknown = { $place }: nobody has written down the opening hours
beside-open-always = { $place }: always open
beside-open-until = { $place }: open until { $clock }
beside-closed = { $place }: closed
beside-opens-why = { $place }: closed now ({ $why }), opens { $when }
beside-opens = { $place }: closed now, opens { $when }

# What is on.
occasion-on = { $title } is on until { $when }.
occasion-starts = { $title } starts { $when }.
occasions-title = What is on
occasions-about = Exam week, story time, a fair: what makes a fault matter more. It shows beside requests from the place or department while it is on and two weeks before, so that IT knows without being told each time.
occasions-new = Note what is on
occasions-edit = What is on
occasions-none = Nothing noted. Quiet weeks are allowed.
occasions-keep = Keep what is on
occasions-name = What is it?
occasions-name-hint = For example: Exam week
occasions-matters = How does it matter? If you like.
occasions-matters-hint = For example: every computer is taken from nine to five
occasions-place = At which place?
occasions-any-place = Every place of the department
occasions-department = For which department?
occasions-any-department = Whoever is at the place
occasions-starts = From
occasions-ends = Until
occasions-closed = We are closed then. Meetings go round it.
occasions-remove = Take it away
occasions-remove-hint = It stops showing beside requests.
said-occasion-removed = Taken away.
asked-matters = How does it matter?
problem-occasion-where = Choose a place or a department.
problem-occasion-ends = It ends before it starts. Choose a later end.
problem-occasion-over = That is over already. Choose a later end.
administration-room-occasions = What is on
administration-what-occasions = Exam weeks, story times and fairs, shown beside requests
