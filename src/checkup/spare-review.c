/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-review.h"

#include <string.h>

#include "spare-access.h"
#include "spare-promise-private.h"

#define KEY_SAID  "said" /* of a fact */
#define KEY_COUNT "count"

void
spare_review_read (GListModel  *things,
                   SpareReview *self)
{
  SpareThing *record = spare_promise_find_record (things, SPARE_PROMISE_REVIEW, NULL);
  g_autoptr (GArray) counts = NULL;

  memset (self, 0, sizeof *self);
  if (record == NULL)
    return;

  self->said = MAX (spare_thing_get_int (record, SPARE_PROMISE_SAID, 0), 0);
  self->has_then = spare_count_parse (spare_thing_peek_text (record, KEY_COUNT), &self->then);
  if (self->has_then)
    return;

  counts = spare_history_list (things);
  for (guint i = 0; i < counts->len; i++)
    if (g_array_index (counts, SpareCount, i).time <= self->said)
      {
        self->then = g_array_index (counts, SpareCount, i);
        self->has_then = TRUE;
      }
}

/* "KEY:TIME" */
static gboolean
parse_said (const char *line,
            char      **key,
            gint64     *time)
{
  const char *colon = strrchr (line, ':');

  if (colon == NULL || !g_ascii_string_to_signed (colon + 1, 10, 1, G_MAXINT64, time, NULL))
    return FALSE;

  *key = g_strndup (line, (gsize) (colon - line));
  return TRUE;
}

gint64
spare_review_get_told (SpareThing *fact)
{
  g_auto (GStrv) lines = spare_fact_dup_values (fact, KEY_SAID);
  gint64 oldest = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *key = NULL;
      gint64 time;

      if (parse_said (lines[i], &key, &time) && (oldest == 0 || time < oldest))
        oldest = time;
    }

  return oldest;
}

static gboolean
is_old (gint64 told,
        gint64 now)
{
  return told > 0 && spare_promise_add_months (told, SPARE_REVIEW_MONTHS) <= now;
}

/* What was told of an account goes with it. */
static gboolean
is_gone (SpareThing *fact,
         GListModel *accounts)
{
  g_autoptr (SpareAccount) account = spare_account_find (accounts, spare_thing_peek_text (fact, SPARE_ACCESS_ACCOUNT));

  return spare_thing_is_fact (fact, SPARE_FACT_ACCESS) && account == NULL;
}

GPtrArray *
spare_review_list_old (GListModel *accounts,
                       GListModel *things,
                       gint64      now)
{
  GPtrArray *old = g_ptr_array_new_with_free_func (g_object_unref);

  for (SpareFactType type = 0; type < SPARE_FACT_N_TYPES; type++)
    {
      g_autoptr (GPtrArray) facts = spare_fact_list (things, type);

      for (guint i = 0; i < facts->len; i++)
        {
          SpareThing *fact = g_ptr_array_index (facts, i);

          if (is_old (spare_review_get_told (fact), now) && !is_gone (fact, accounts))
            g_ptr_array_add (old, g_object_ref (fact));
        }
    }

  return old;
}

SpareThing *
spare_review_confirm (SpareThing *fact,
                      gint64      now)
{
  SpareThing *self = SPARE_THING (spare_record_copy (SPARE_RECORD (fact)));
  g_auto (GStrv) lines = spare_fact_dup_values (fact, KEY_SAID);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *key = NULL;
      g_auto (GStrv) values = NULL;
      gint64 time;

      if (!parse_said (lines[i], &key, &time) || !is_old (time, now))
        continue;
      values = spare_fact_dup_values (fact, key);
      spare_fact_say (self, key, (const char *const *) values, now);
    }

  return self;
}

SpareThing *
spare_review_finish (GListModel       *accounts,
                     GListModel       *things,
                     const SpareCount *count,
                     const char       *id,
                     gint64            now)
{
  g_autoptr (GPtrArray) promises = spare_promise_list (accounts, things);
  g_autofree char *text = spare_count_dup_text (count);

  for (guint i = 0; i < promises->len; i++)
    {
      const SparePromise *promise = g_ptr_array_index (promises, i);
      SpareThing *self;

      if (strcmp (promise->key, SPARE_PROMISE_REVIEW) != 0)
        continue;
      self = spare_promise_say (things, promise, id, now);
      spare_thing_set_text (self, KEY_COUNT, text);
      return self;
    }

  return NULL;
}
