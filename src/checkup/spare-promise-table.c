/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-promise-private.h"

#include <glib/gi18n-lib.h>

static const SparePromiseKind kinds[] = {
  { "device-lock", "M6 B13", SPARE_PROMISE_DEVICE, 12,
    /* Translators: all titles of this file are questions; %s is a device or an account. */
    N_("Does %s lock itself, with six digits or more, or a password?"),
    N_("Whoever finds it open, or guesses four digits, has what is on it. Look in its settings under Security or Lock "
       "Screen, and see that it locks itself after a few minutes.") },
  { "device-find", "M6 B13", SPARE_PROMISE_DEVICE, 12,
    N_("Can you lock or erase %s from afar?"),
    N_("When it is stolen, that keeps what is on it from others. Look in its settings for words like “Find my device”, "
       "and try it once from another device. Where it has no such thing, a good lock and an encrypted disk count.") },
  { "device-encryption", "M6 B13", SPARE_PROMISE_DEVICE, 12,
    N_("Is what is stored on %s encrypted?"),
    N_("Otherwise a thief can read its files without the password. Look in its settings under Encryption: BitLocker or "
       "device encryption on Windows, FileVault on a Mac; a computer with Linux asks for a passphrase when it starts. "
       "On a phone, look under Security.") },
  { "device-updates", "M5 E11 B13", SPARE_PROMISE_DEVICE, 12,
    N_("Does %s still get updates, and are they installed?"),
    N_("Old software has holes that are known. Look in its settings for updates of the system and of the apps, and see "
       "that its firewall and its protection against malware are on, where it has them.") },
  { "authenticator-app", "M3 M5", SPARE_PROMISE_PHONE, 12,
    N_("Is the authenticator app on %s up to date, and of a maker that you trust?"),
    N_("It makes the codes for your accounts. Look at its page in the app store: who made it, when it was last changed, "
       "and whether there is an update. If there is no such app on it, all is well.") },
  { "activity", "M10 B14 E10", SPARE_PROMISE_IMPORTANT, 3,
    N_("Is all recent activity of %s your own?"),
    N_("Most services list who signed in, when and from where: in the settings under Security, Sessions or Devices. End "
       "what you do not know, and change the password then. Nothing odd shown is not proof that all is well.") },
  { "contact", "M15 B11", SPARE_PROMISE_IMPORTANT, 12,
    N_("Are the phone numbers and mail addresses that %s has of you still yours?"),
    N_("What gets you back in is sent to them; whoever has them now would get it instead of you. Look in the settings "
       "under Contact or Recovery, and correct what Sparekey has noted where it differs.") },
  { "mailbox-own", "E6", SPARE_PROMISE_MAILBOX, 12,
    N_("Will the mailbox at %s stay yours, and is it well kept?"),
    N_("Whoever reads it can reset other accounts. It should be of a provider that you trust, not of an employer or a "
       "school, and ask for a second step. One that nobody uses may be closed: sign in now and then.") },
  { "mailbox-read", "E14", SPARE_PROMISE_MAILBOX, 12,
    N_("Do you read the mail that arrives at %s?"),
    N_("Services write there when a password or a recovery option was changed. See that such messages do not end up in "
       "spam, and that no forwarding or rule that you did not make takes them away.") },
  { "api-keys", "M14", SPARE_PROMISE_OTHERS, 12,
    N_("Are the API keys of %s few, and limited to what they are for?"),
    N_("A key works without a second step. Look in the settings for API keys and tokens: delete what nobody uses, give "
       "each no more rights than it needs, and allow only known IP addresses where the service can do that. If there "
       "are no keys, all is well.") },
  { "team", "M13 B5 B10 C9", SPARE_PROMISE_OTHERS, 12,
    N_("Should everybody who can get into %s still be able to?"),
    N_("Look in the settings under Team, Members or Users. Take out who left, and give nobody more rights than they "
       "need.") },
  { "sharing", "M13 B5 B10 C9", SPARE_PROMISE_SHARED, 12,
    N_("Should everybody who can get at your sheets and devices still be able to?"),
    N_("Backup codes are for as few people as possible. Go through the places and people that are noted here: who has a "
       "key, who knows a PIN? When somebody is not trusted any more, replace the codes that they could see.") },
  { "phishing", "M7 B16", SPARE_PROMISE_ALL, 12,
    N_("Have you practised recognising a false message or page?"),
    N_("No service asks for a code or a backup code by mail, phone or chat. Take the last message that wanted you to sign "
       "in, and say how you would find out whether it is true. Go to a service by a bookmark of your own, not by a link "
       "in a message.") },
  { "educate", "M12", SPARE_PROMISE_ALL, 12,
    N_("Do those around you know what the second step is for?"),
    N_("Who shares a home or accounts with you should know never to give a code away, where the sheets are, and whom to "
       "ask. Print the sheet for emergencies and read it together; ten minutes are enough.") },
  { "rehearsal", "B9", SPARE_PROMISE_ALL, 12,
    N_("Have you rehearsed an emergency?"),
    N_("Let somebody whom you trust follow the sheet for emergencies while you only watch. What is missing, or hard to "
       "understand, shows now and not on that day.") },
  { "second-method", "E5 B12", SPARE_PROMISE_ALL, 12,
    N_("Have you signed in once without the usual second step?"),
    N_("Take an account that matters and sign in as if the phone were gone: with a security key, another device or a "
       "backup code. A backup code is used up by it, so mark it as used.") },
  { "informed", "B18", SPARE_PROMISE_ALL, 12,
    N_("Do you have the newest Sparekey, and have you read what is new?"),
    N_("Services change what they do, and Sparekey never looks by itself: it has no network. What it knows comes with its "
       "updates, from where you got it. Notes to each version tell what has changed.") },
  { SPARE_PROMISE_REVIEW, "M9 E16", SPARE_PROMISE_ALL, 12,
    N_("Have you gone through everything once this year?"),
    N_("Accounts, devices, places and people: what came, what went, what should be otherwise? A password needs to be "
       "changed when there is a reason: it is known from a leak, it is used twice or weak, or somebody knows it who "
       "should not. Not because a year has passed: NIST SP 800-63B advises against that.") },
  { NULL },
};

const SparePromiseKind *
spare_promise_get_kinds (void)
{
  return kinds;
}
