/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which codes of a set are used and which are left: values "POSITION:UNIXTIME". */
#include "spare-code-set.h"

#include <string.h>

#include "spare-code-set-private.h"
#include "spare-thing-private.h"

#define LOW_LEFT    2
#define LOW_PERCENT 30

/* "POSITION:UNIXTIME"; FALSE where it is neither. */
static gboolean
read_use (const SpareSecret *value,
          guint             *position,
          gint64            *time)
{
  const char *text = spare_thing_value_text (value);
  const char *colon = text != NULL ? strchr (text, ':') : NULL;
  g_autofree char *first = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;
  guint64 number;

  if (first == NULL || !g_ascii_string_to_unsigned (first, 10, 0, G_MAXINT, &number, NULL) ||
      !g_ascii_string_to_signed (colon + 1, 10, 1, G_MAXINT64, time, NULL))
    return FALSE;

  *position = (guint) number;
  return TRUE;
}

gint64
spare_code_set_get_used (SpareThing *self,
                         guint       position)
{
  SpareSecret *value;
  guint place = 0;

  while ((value = spare_thing_next (self, SPARE_CODE_SET_USED, &place)) != NULL)
    {
      guint of;
      gint64 time;

      if (read_use (value, &of, &time) && of == position)
        return time;
    }

  return 0;
}

/* All uses but those of @position, and those that cannot be read. */
static void
drop_use (SpareThing *self,
          guint       position)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  SpareSecret *value;
  guint place = 0;

  while ((value = spare_thing_next (self, SPARE_CODE_SET_USED, &place)) != NULL)
    {
      guint of;
      gint64 time;

      if (!read_use (value, &of, &time) || of != position)
        g_ptr_array_add (kept, spare_secret_ref (value));
    }
  spare_thing_set (self, SPARE_CODE_SET_USED, NULL);
  for (guint i = 0; i < kept->len; i++)
    spare_thing_add (self, SPARE_CODE_SET_USED, g_ptr_array_index (kept, i));
}

/**
 * spare_code_set_set_used:
 * @time: when; 0 takes the use back
 * @now: for the log: "used", "unused", or "changed" where only the time is another
 */
void
spare_code_set_set_used (SpareThing *self,
                         guint       position,
                         gint64      time,
                         gint64      now)
{
  gint64 before = spare_code_set_get_used (self, position);
  SpareCodeEventKind kind = before == 0 ? SPARE_CODE_EVENT_USED : SPARE_CODE_EVENT_CHANGED;
  char detail[16];

  g_return_if_fail (position < spare_code_set_count (self));
  g_return_if_fail (time >= 0);

  if (time == before)
    return;

  drop_use (self, position);
  g_snprintf (detail, sizeof detail, "%u", position);
  if (time != 0)
    {
      g_autofree char *text = g_strdup_printf ("%u:%" G_GINT64_FORMAT, position, time);
      g_autoptr (SpareSecret) value = spare_secret_new_text (text);

      spare_thing_add (self, SPARE_CODE_SET_USED, value);
    }
  spare_code_set_log (self, now, time != 0 ? kind : SPARE_CODE_EVENT_UNUSED, detail);
}

/* How many are unused, and the first of them (or -1). */
static guint
count_unused (SpareThing *self,
              int        *first)
{
  guint n = spare_code_set_count (self);
  g_autofree gboolean *used = g_new0 (gboolean, n + 1);
  SpareSecret *value;
  guint place = 0;
  guint left = 0;

  while ((value = spare_thing_next (self, SPARE_CODE_SET_USED, &place)) != NULL)
    {
      guint of;
      gint64 time;

      if (read_use (value, &of, &time) && of < n)
        used[of] = TRUE;
    }

  *first = -1;
  for (guint i = 0; i < n; i++)
    if (!used[i])
      {
        left++;
        if (*first < 0)
          *first = (int) i;
      }

  return left;
}

guint
spare_code_set_count_left (SpareThing *self)
{
  int first;

  return spare_code_set_get_void (self) == SPARE_VOID_NOT ? count_unused (self, &first) : 0;
}

int
spare_code_set_get_next (SpareThing *self)
{
  int first = -1;

  if (spare_code_set_get_void (self) == SPARE_VOID_NOT)
    count_unused (self, &first);

  return first;
}

gboolean
spare_code_set_is_low (SpareThing *self)
{
  guint n = spare_code_set_count (self);
  guint left = spare_code_set_count_left (self);

  /* There is nothing left to watch in a void set, and nothing yet in an empty one. */
  if (n == 0 || spare_code_set_get_void (self) != SPARE_VOID_NOT)
    return FALSE;
  if (n == 1)
    return left == 0;

  return left <= LOW_LEFT || left * 100 < n * LOW_PERCENT;
}
