/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-history.h"

#include <string.h>

#define KEY_COUNT "count"

char *
spare_count_dup_text (const SpareCount *self)
{
  if (self->findings < 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT ":%u:%u:%u", self->time, self->lost, self->seized, self->accounts);

  return g_strdup_printf ("%" G_GINT64_FORMAT ":%u:%u:%u:%d", self->time, self->lost, self->seized, self->accounts,
                          self->findings);
}

gboolean
spare_count_parse (const char *text,
                   SpareCount *self)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ":", 6);
  guint n = g_strv_length (parts);
  guint64 numbers[4] = { 0 };

  if (n < 4 || n > 5 || !g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT64, &self->time, NULL))
    return FALSE;
  for (guint i = 0; i + 1 < n; i++)
    if (!g_ascii_string_to_unsigned (parts[i + 1], 10, 0, G_MAXINT, &numbers[i], NULL))
      return FALSE;
  self->lost = (guint) numbers[0];
  self->seized = (guint) numbers[1];
  self->accounts = (guint) numbers[2];
  self->findings = n == 5 ? (int) numbers[3] : -1;

  return self->accounts > 0 && self->lost <= self->accounts && self->seized <= self->accounts;
}

static void
add_value (SpareThing       *self,
           const SpareCount *count)
{
  g_autofree char *text = spare_count_dup_text (count);
  g_autoptr (SpareSecret) value = spare_secret_new_text (text);

  spare_thing_add (self, KEY_COUNT, value);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const SpareCount *one = a;
  const SpareCount *other = b;

  return (one->time > other->time) - (one->time < other->time);
}

static gboolean
is_same_month (gint64 a,
               gint64 b)
{
  g_autoptr (GDateTime) one = g_date_time_new_from_unix_utc (a);
  g_autoptr (GDateTime) other = g_date_time_new_from_unix_utc (b);

  return one != NULL && other != NULL && g_date_time_get_year (one) == g_date_time_get_year (other)
         && g_date_time_get_month (one) == g_date_time_get_month (other);
}

/* Of several in one month the last stays. */
static GArray *
collect (GListModel  *things,
         SpareThing **record)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SpareCount));
  GArray *months = g_array_new (FALSE, FALSE, sizeof (SpareCount));
  guint n = g_list_model_get_n_items (things);

  *record = NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);
      SpareSecret *value;
      SpareCount count;
      guint place = 0;

      if (strcmp (spare_thing_get_type_name (thing), SPARE_HISTORY_TYPE) != 0)
        continue;
      if (*record == NULL)
        *record = thing; /* the list keeps it */
      while ((value = spare_thing_next (thing, KEY_COUNT, &place)) != NULL)
        if (spare_count_parse (spare_secret_peek_text (value), &count))
          g_array_append_val (all, count);
    }
  g_array_sort (all, compare);
  for (guint i = 0; i < all->len; i++)
    {
      const SpareCount *count = &g_array_index (all, SpareCount, i);

      if (months->len > 0
          && is_same_month (g_array_index (months, SpareCount, months->len - 1).time, count->time))
        g_array_set_size (months, months->len - 1);
      g_array_append_val (months, *count);
    }

  return months;
}

/* How many accounts go in the event in which most do. */
static guint
find_worst (const SpareCheckup *checkup,
            GPtrArray          *events)
{
  guint worst = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);

      if (event->kind != SPARE_EVENT_ABSENT && event->kind != SPARE_EVENT_TAKE_PERSON)
        worst = MAX (worst, spare_checkup_get_accounts (checkup, event, FALSE)->len);
    }

  return worst;
}

void
spare_history_measure (const SpareCheckup *checkup,
                       gint64              now,
                       SpareCount         *count)
{
  const SpareMap *map = spare_checkup_get_map (checkup);

  count->time = now;
  count->lost = find_worst (checkup, spare_map_get_losses (map));
  count->seized = find_worst (checkup, spare_map_get_takings (map));
  (void) spare_map_get_accounts (map, &count->accounts);
  count->findings = (int) spare_checkup_get_findings (checkup)->len;
}

GArray *
spare_history_list (GListModel *things)
{
  SpareThing *record;

  return collect (things, &record);
}

/* Does its month say the same already? */
static gboolean
is_known (GArray           *months,
          const SpareCount *count)
{
  for (guint i = 0; i < months->len; i++)
    {
      const SpareCount *other = &g_array_index (months, SpareCount, i);

      if (other->lost == count->lost && other->seized == count->seized && other->accounts == count->accounts
          && other->findings == count->findings && is_same_month (other->time, count->time))
        return TRUE;
    }

  return FALSE;
}

SpareThing *
spare_history_add (GListModel       *things,
                   const SpareCount *count,
                   const char       *id)
{
  SpareThing *record;
  g_autoptr (GArray) months = collect (things, &record);
  SpareThing *self;

  if (count->accounts == 0 || count->time <= 0 || is_known (months, count))
    return NULL;

  for (guint i = months->len; i > 0; i--)
    if (is_same_month (g_array_index (months, SpareCount, i - 1).time, count->time))
      g_array_remove_index (months, i - 1);
  g_array_append_val (months, *count);
  g_array_sort (months, compare);
  if (months->len > SPARE_HISTORY_MAX)
    g_array_remove_range (months, 0, months->len - SPARE_HISTORY_MAX);

  self = record != NULL ? SPARE_THING (spare_record_copy (SPARE_RECORD (record)))
                        : spare_thing_new (id, SPARE_HISTORY_TYPE);
  spare_thing_set (self, KEY_COUNT, NULL);
  for (guint i = 0; i < months->len; i++)
    add_value (self, &g_array_index (months, SpareCount, i));

  return self;
}
