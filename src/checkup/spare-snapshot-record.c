/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A snapshot as records, see docs/record.md. */
#include "spare-snapshot-private.h"

#include <string.h>

#define KEY_DATE   "date"
#define KEY_SOURCE "source"
#define KEY_PART   "part"
#define KEY_PARTS  "parts"
#define KEY_ENTRY  "entry"

#define PARTS_MAX   1000
#define ENTRIES_MAX 4000   /* of a record; a thing has 4096 values at most */
#define BYTES_MAX   240000 /* likewise, and SPARE_RECORD_MAX bytes */

static const char *const strengths[] = { "very-weak", "weak", "fair", "fine" };
static const char *const lengths[] = { "short", "medium", "long" };
static const char *const answers[] = { "unknown", "no", "yes" };

enum
{
  LINE_FACTS,
  LINE_TITLE,
  LINE_USER,
  LINE_DOMAINS,
  N_LINES,
};

enum
{
  FACT_NUMBER,
  FACT_SIMILAR,
  FACT_STRENGTH,
  FACT_LENGTH,
  FACT_BREACHED,
  FACT_CHANGED,
  FACT_CHANGED_AT,
  FACT_TOTP,
  FACT_HTTP,
  N_FACTS,
};

static char *
print_entry (const SpareSnapshotEntry *entry)
{
  g_autofree char *domains = g_strjoinv (" ", entry->domains);

  return g_strdup_printf ("%u %u %s %s %s %s %" G_GINT64_FORMAT " %s %s\n%s\n%s\n%s", entry->number, entry->similar,
                          strengths[entry->strength], lengths[entry->length], answers[entry->breached],
                          answers[entry->changed], entry->changed_at, answers[entry->totp ? 2 : 1],
                          answers[entry->http ? 2 : 1], entry->title, entry->user, domains);
}

/* One that a later version wrote in other words is FALSE. */
static gboolean
read_word (const char        *text,
           const char *const *words,
           guint              n,
           guint             *value)
{
  for (*value = 0; *value < n; (*value)++)
    if (g_str_equal (text, words[*value]))
      return TRUE;

  return FALSE;
}

static gboolean
read_number (const char *text,
             guint64     max,
             guint64    *value)
{
  return g_ascii_string_to_unsigned (text, 10, 0, max, value, NULL);
}

static gboolean
read_facts (SpareSnapshotEntry *entry,
            char              **facts)
{
  guint64 number, similar, changed_at;
  guint strength, length, breached, changed, totp, http;

  if (g_strv_length (facts) < N_FACTS || !read_number (facts[FACT_NUMBER], SPARE_PASSWORDS_MAX, &number)
      || !read_number (facts[FACT_SIMILAR], SPARE_PASSWORDS_MAX, &similar)
      || !read_number (facts[FACT_CHANGED_AT], G_MAXINT64, &changed_at)
      || !read_word (facts[FACT_STRENGTH], strengths, G_N_ELEMENTS (strengths), &strength)
      || !read_word (facts[FACT_LENGTH], lengths, G_N_ELEMENTS (lengths), &length)
      || !read_word (facts[FACT_BREACHED], answers, G_N_ELEMENTS (answers), &breached)
      || !read_word (facts[FACT_CHANGED], answers, G_N_ELEMENTS (answers), &changed)
      || !read_word (facts[FACT_TOTP], answers, G_N_ELEMENTS (answers), &totp)
      || !read_word (facts[FACT_HTTP], answers, G_N_ELEMENTS (answers), &http))
    return FALSE;
  entry->number = (guint) number;
  entry->similar = (guint) similar;
  entry->changed_at = (gint64) changed_at;
  entry->strength = (SpareStrength) strength;
  entry->length = (SpareLength) length;
  entry->breached = (SpareBreached) breached;
  entry->changed = (SpareChanged) changed;
  entry->totp = totp == 2;
  entry->http = http == 2;

  return TRUE;
}

static gboolean
read_entry (SpareSnapshot *self,
            const char    *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) facts = g_strsplit (lines[0] != NULL ? lines[0] : "", " ", -1);
  SpareSnapshotEntry facts_only = { NULL };
  SpareSnapshotEntry *entry;

  if (g_strv_length (lines) != N_LINES || self->entries->len == SPARE_PASSWORDS_MAX || !read_facts (&facts_only, facts))
    return FALSE;
  entry = spare_snapshot_add (self);
  *entry = facts_only;
  entry->title = g_strdup (lines[LINE_TITLE]);
  entry->user = g_strdup (lines[LINE_USER]);
  entry->domains = lines[LINE_DOMAINS][0] != '\0' ? g_strsplit (lines[LINE_DOMAINS], " ", -1) : g_new0 (char *, 1);

  return TRUE;
}

/* (element-type SpareThing), owned */
static GPtrArray *
list_records (GListModel *things)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (g_str_equal (spare_thing_get_type_name (thing), SPARE_SNAPSHOT_RECORD_TYPE))
        g_ptr_array_add (records, g_steal_pointer (&thing));
    }

  return records;
}

/* (nullable): the @part of what was stored at that time */
static SpareThing *
find_part (GPtrArray *records,
           gint64     date,
           gint64     part)
{
  for (guint i = 0; i < records->len; i++)
    {
      SpareThing *record = g_ptr_array_index (records, i);

      if (spare_thing_get_int (record, KEY_DATE, -1) == date && spare_thing_get_int (record, KEY_PART, -1) == part)
        return record;
    }

  return NULL;
}

static SpareSnapshot *
read_parts (GPtrArray            *records,
            SpareThing           *first,
            const SpareDirectory *directory)
{
  gint64 date = spare_thing_get_int (first, KEY_DATE, -1);
  gint64 parts = CLAMP (spare_thing_get_int (first, KEY_PARTS, 0), 0, PARTS_MAX);
  g_autoptr (SpareSnapshot) self =
    spare_snapshot_new_empty (date, spare_password_source_from_word (spare_thing_peek_text (first, KEY_SOURCE)));

  for (gint64 i = 0; i < parts; i++)
    {
      SpareThing *record = find_part (records, date, i);
      SpareSecret *value;
      guint place = 0;

      if (record == NULL || spare_thing_get_int (record, KEY_PARTS, 0) != parts)
        return NULL;
      while ((value = spare_thing_next (record, KEY_ENTRY, &place)) != NULL)
        if (!g_utf8_validate (spare_secret_peek_text (value), (gssize) spare_secret_get_size (value), NULL)
            || !read_entry (self, spare_secret_peek_text (value)))
          return NULL;
    }
  if (parts == 0)
    return NULL;
  spare_snapshot_close (self, directory);

  return g_steal_pointer (&self);
}

SpareSnapshot *
spare_snapshot_read (GListModel           *things,
                     const SpareDirectory *directory)
{
  g_autoptr (GPtrArray) records = list_records (things);
  g_autoptr (SpareSnapshot) newest = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      SpareThing *record = g_ptr_array_index (records, i);
      g_autoptr (SpareSnapshot) found = NULL;

      if (spare_thing_get_int (record, KEY_PART, -1) != 0
          || (newest != NULL && newest->date >= spare_thing_get_int (record, KEY_DATE, -1)))
        continue;
      found = read_parts (records, record, directory);
      if (found != NULL)
        {
          g_clear_pointer (&newest, spare_snapshot_unref);
          newest = g_steal_pointer (&found);
        }
    }

  return g_steal_pointer (&newest);
}

/* A changed copy of the next record that is there, or a new one, and nothing in it. */
static SpareThing *
next_record (GPtrArray *old,
             guint      n,
             SpareNewId new_id)
{
  static const char *const keys[] = { KEY_DATE, KEY_SOURCE, KEY_PART, KEY_PARTS, KEY_ENTRY };
  g_autofree char *id = n < old->len ? NULL : new_id ();
  SpareThing *record = n < old->len ? SPARE_THING (spare_record_copy (g_ptr_array_index (old, n)))
                                    : spare_thing_new (id, SPARE_SNAPSHOT_RECORD_TYPE);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    spare_thing_set (record, keys[i], NULL);

  return record;
}

static void
add_entries (const SpareSnapshot *self,
             SpareThing          *record,
             guint               *at)
{
  gsize bytes = 0;

  for (guint n = 0; *at < self->entries->len && n < ENTRIES_MAX; n++, (*at)++)
    {
      g_autofree char *text = print_entry (spare_snapshot_get (self, *at));
      g_autoptr (SpareSecret) value = spare_secret_new_text (text);

      /* Percent-encoded, a byte may take three. */
      bytes += 3 * strlen (text) + strlen ("&" KEY_ENTRY "=");
      if (n > 0 && bytes > BYTES_MAX)
        return;
      spare_thing_add (record, KEY_ENTRY, value);
    }
}

GPtrArray *
spare_snapshot_print (const SpareSnapshot *self,
                      GListModel          *things,
                      SpareNewId           new_id)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) old = list_records (things);
  guint at = 0;
  guint parts;

  do
    {
      SpareThing *record = next_record (old, records->len, new_id);

      spare_thing_set_int (record, KEY_DATE, self->date);
      spare_thing_set_text (record, KEY_SOURCE, spare_password_source_get_word (self->source));
      spare_thing_set_int (record, KEY_PART, records->len);
      add_entries (self, record, &at);
      g_ptr_array_add (records, record);
    }
  while (at < self->entries->len);
  parts = records->len;
  for (guint i = 0; i < parts; i++)
    spare_thing_set_int (g_ptr_array_index (records, i), KEY_PARTS, parts);
  /* What is left of a larger one is emptied, and taken again for the next. */
  while (records->len < old->len)
    g_ptr_array_add (records, next_record (old, records->len, new_id));

  return records;
}
