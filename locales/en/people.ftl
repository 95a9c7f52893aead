# Signing in, accounts, people, departments, places, teams, roles.
sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-no-password = No password, or forgot it?
sign-in-link-hint = Write your e-mail address above. We send you a link that signs you in once.
sign-in-link-button = Send me a link
sign-in-kept = You were signed out for your safety. Nothing you typed is lost: sign in and it comes along.
resume-title = Carry on where you were
resume-text = This is what you wrote before you were signed out. It has not been sent yet. Files have to be chosen again.
resume-button = Send it now
resume-drop = Don't send it
link-title = Sign in with your link
link-text = This link works once. Press the button to sign in on this device.
link-button = Sign in
said-link-sent = If somebody here has that address, a link is on its way. It works for a day.
said-link-used = That link has been used or is too old. Ask for another one below.
said-signed-out = You are signed out.
problem-sign-in = This address and password do not fit together. Try again, or ask for a link.
problem-password-short = Take at least 10 characters. A few ordinary words are good.
problem-password-long = Take at most 200 characters.
problem-scope = Choose what the token may do.
problem-days = Choose between 1 and 3650 days.
mail-link-subject = Your link to sign in to { $name }
mail-link-text = Open this link to sign in. It works once, for a day:

    { $link }

    If you did not ask for it, do nothing. Nobody gets in without it.
problem-agent-needs-team = An agent belongs to a team. Add the person as a requester first, then give the role in the browser.
problem-email = Write an e-mail address.
problem-email-taken = Somebody has this address already.
