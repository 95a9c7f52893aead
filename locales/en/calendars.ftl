# Calendars: hours, public holidays, days that differ
administration-room-calendars = Calendars
administration-what-calendars = When help is there, public holidays, closed days
calendars-title = Calendars
calendars-what = When somebody is there. Waiting counts only while a team's calendar is open, and what we say about opening hours comes from here.
calendars-new = Add a calendar
calendars-none = No calendar yet. Help is there { $hours }, as the settings say, on public holidays too.
calendars-name = Name
calendars-name-hint = For example: IT support, or Branches
calendars-hours = The ordinary week
calendars-country = Public holidays
calendars-country-hint = Closed on the public holidays of this country.
calendars-no-country = None
calendars-region = Region
calendars-whole-country = What the whole country keeps
calendars-show-regions = Show its regions
calendars-holidays-of = public holidays of { $place }
calendars-and-more = { $names } and { $n } more
calendars-usual = usual
calendars-usual-is = This is the usual calendar: it counts wherever none is chosen.
calendars-make-usual = Make it the usual one
calendars-make-usual-hint = It then counts for every team and department that has no calendar of its own.
calendars-save = Save
calendars-days = Days that differ in the year to come
calendars-no-days = None. Every week is the same.
calendars-day = When
calendars-why = Why
calendars-then = What then
calendars-from = Where it comes from
calendars-closed = Closed
calendars-from-holiday = public holiday
calendars-one-day = { $weekday } { $day }
calendars-span = { $from } to { $until }
calendars-keepers = Who keeps to it
calendars-no-keepers = Nobody chose it yet.
calendars-keepers-hint = Choose a calendar on the page of a team, a department or a place.
calendars-deactivate = Take out of use
calendars-deactivate-hint = It can no longer be chosen. This works once nobody keeps to it.
calendars-reactivate = Put back in use
calendars-open-until = Open until { $when }
calendars-opens = Closed, opens { $when }
calendars-always = Always open
calendars-never = Closed, and not open again within a year
calendars-choose = Calendar
calendars-choose-hint = When it is there, with public holidays and closed days. Left open: its department's, or the usual one.
calendars-choose-place-hint = Its closed days and public holidays count here, and its week where no hours are written above.
calendars-choose-none = None of its own
calendar-days-new = Note a day that differs
calendar-days-what = Closed for a day, shorter hours in summer, open on a holiday. What you note counts before public holidays.
calendar-days-name = Why?
calendar-days-name-hint = For example: Stocktake, or Summer hours
calendar-days-from = First day
calendar-days-until = Last day
calendar-days-until-hint = Left empty: the same day.
calendar-days-hours = Open from when to when?
calendar-days-hours-hint = Left empty: closed. For example: 10-14, or Mon-Fri 10:00-15:00
calendar-days-save = Note it
calendar-days-remove = Take away
said-calendar-saved = Saved.
problem-never-open = It is never open like this. For example: Mon-Fri 09:00-17:00
problem-days-overlap = { $name } is on those days already. Take that away first, or choose other days.
problem-days-long = That is more than 400 days. Change the ordinary week instead.
problem-calendar-kept = Somebody keeps to this calendar, or it is the usual one. Choose another for them first.
audit-kind-calendar-added = added a calendar
audit-kind-calendar-changed = changed a calendar
audit-kind-calendar-made-usual = made a calendar the usual one
audit-kind-calendar-deactivated = took a calendar out of use
audit-kind-calendar-reactivated = put a calendar back in use
audit-kind-calendar-day-added = noted a day that differs
audit-kind-calendar-day-removed = took away a day that differs
day-feeds-title = Read a calendar file
day-feeds-what = The council's closures, school holidays: whatever somebody else keeps as a calendar file. Entries of whole days close this calendar on those days.
day-feeds-name = What are they?
day-feeds-name-hint = For example: Council closures. A new file under the same name takes the place of the last one.
day-feeds-file = The file
day-feeds-file-hint = A file that ends in .ics, as calendar programs save it.
day-feeds-button = Read it
day-feeds-read = { $n ->
    [one] 1 entry was read.
   *[other] { $n } entries were read.
  }
day-feeds-left-out = { $n ->
    [one] 1 was left out, because it has times of day or cannot be read.
   *[other] { $n } were left out, because they have times of day or cannot be read.
  }
day-feeds-list = Files that close days
day-feeds-has = { $n ->
    [one] 1 entry
   *[other] { $n } entries
  }
problem-calendar-file = This is no calendar file. Choose one that ends in .ics, of at most 1 megabyte.
problem-calendar-file-empty = No entry of whole days is in this file.
audit-kind-calendar-file-read = read closed days from a calendar file
audit-kind-calendar-file-removed = took away what a calendar file said
