/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-account.h"

G_BEGIN_DECLS

/**
 * SpareReveal:
 *
 * Which codes may be on the screen at this moment: all timed ones, or, with the
 * setting "hide-codes", only those that were asked for, for 30 seconds.
 * Counter-based accounts show a code only after their counter was
 * advanced in this session.
 *
 * Signals: "changed" (const char *id): the answer for this account changed, or
 * for all of them (NULL).
 */
#define SPARE_TYPE_REVEAL (spare_reveal_get_type ())
G_DECLARE_FINAL_TYPE (SpareReveal, spare_reveal, SPARE, REVEAL, GObject)

SpareReveal *spare_reveal_new         (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

/* May the code of @account be seen at @unix_time? */
gboolean     spare_reveal_is_shown    (SpareReveal  *self,
                                       SpareAccount *account,
                                       gint64        unix_time);

/* Is any code in sight that changes or will be hidden, so that a clock is
 * needed? */
gboolean     spare_reveal_needs_clock (SpareReveal *self);

/* The settings "hide-codes" and "show-next-code". */
gboolean     spare_reveal_get_hides      (SpareReveal *self);
gboolean     spare_reveal_get_shows_next (SpareReveal *self);

/* Shows the code of @account for 30 seconds. */
void         spare_reveal_show        (SpareReveal  *self,
                                       SpareAccount *account,
                                       gint64        unix_time);
void         spare_reveal_hide        (SpareReveal  *self,
                                       SpareAccount *account);

/* Hides again what was shown long enough; call it with each tick. */
void         spare_reveal_expire      (SpareReveal *self,
                                       gint64       unix_time);

/* The counter whose code a counter-based account shows, set after the store
 * has confirmed the advance. */
void         spare_reveal_set_counter (SpareReveal  *self,
                                       SpareAccount *account,
                                       guint64       counter,
                                       gint64        unix_time);
gboolean     spare_reveal_get_counter (SpareReveal  *self,
                                       SpareAccount *account,
                                       guint64      *counter);

/**
 * spare_reveal_code:
 * @out: receives the code; wipe it after use
 *
 * The code that the window shows or copies, whether or not it is hidden now:
 * for timed kinds the one of @unix_time, for counter-based ones the one that
 * was advanced to in this session (SPARE_CORE_ERROR_COUNTER when there is
 * none).
 */
gboolean     spare_reveal_code        (SpareReveal  *self,
                                       SpareAccount *account,
                                       gint64        unix_time,
                                       char          out[SPARE_OTP_CODE_SIZE],
                                       GError      **error);

G_END_DECLS
