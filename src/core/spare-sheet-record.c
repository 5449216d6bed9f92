/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-record.h"

#include <sodium.h>
#include <string.h>

#include "spare-bytes.h"
#include "spare-code-maker.h"
#include "spare-code-set-private.h"
#include "spare-thing-private.h"

#define KEY_KIND        "kind"
#define KEY_NAME        "name"
#define KEY_FINGERPRINT "fingerprint"
#define KEY_PRINTED     "printed"
#define KEY_SET         "set"
#define KEY_ACCOUNT     "account"
#define KEY_PLACE       "place"
#define KEY_TESTED      "tested"
#define KEY_DESTROYED   "destroyed"

#define NAME_LENGTH        6
#define NAME_GROUP         3
#define FINGERPRINT_LENGTH 4

#define FIRST_TEST (7 * 86400) /* s */

static const char *const kinds[] = { "codes", "emergency", "backup" };

/**
 * spare_sheet_record_new:
 * @id: (nullable): what the store knows it by
 * @fingerprint: (nullable): NULL for a sheet without codes
 * @printed: Unix s
 *
 * Returns: (transfer full): a sheet with nothing on it, in no place
 */
SpareThing *
spare_sheet_record_new (const char    *id,
                        SpareSheetKind kind,
                        const char    *name,
                        const char    *fingerprint,
                        gint64         printed)
{
  SpareThing *self = spare_thing_new (id, SPARE_SHEET_RECORD_TYPE);

  spare_thing_set_text (self, KEY_KIND, kinds[kind]);
  spare_thing_set_text (self, KEY_NAME, name);
  spare_thing_set_text (self, KEY_FINGERPRINT, fingerprint);
  spare_thing_set_int (self, KEY_PRINTED, printed);

  return self;
}

gboolean
spare_thing_is_sheet (SpareThing *self)
{
  return strcmp (spare_thing_get_type_name (self), SPARE_SHEET_RECORD_TYPE) == 0;
}

/* One that cannot be read is taken for the kind that needs the most care. */
SpareSheetKind
spare_sheet_record_get_kind (SpareThing *self)
{
  const char *text = spare_thing_peek_text (self, KEY_KIND);

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (text, kinds[i]) == 0)
      return (SpareSheetKind) i;

  return SPARE_SHEET_CODES;
}

static const char *
peek_text (SpareThing *self,
           const char *key)
{
  const char *text = spare_thing_peek_text (self, key);

  return text != NULL ? text : "";
}

const char *
spare_sheet_record_get_name (SpareThing *self)
{
  return peek_text (self, KEY_NAME);
}

const char *
spare_sheet_record_get_fingerprint (SpareThing *self)
{
  return peek_text (self, KEY_FINGERPRINT);
}

gint64
spare_sheet_record_get_printed (SpareThing *self)
{
  return spare_thing_get_int (self, KEY_PRINTED, 0);
}

/* What is on it */

static gboolean
has_text (SpareThing *self,
          const char *key,
          const char *text)
{
  SpareSecret *value;
  guint place = 0;

  while ((value = spare_thing_next (self, key, &place)) != NULL)
    if (g_strcmp0 (spare_thing_value_text (value), text) == 0)
      return TRUE;

  return FALSE;
}

static void
add_text (SpareThing *self,
          const char *key,
          const char *text)
{
  g_autoptr (SpareSecret) value = spare_secret_new_text (text);

  spare_thing_add (self, key, value);
}

static void
add_once (SpareThing *self,
          const char *key,
          const char *text)
{
  if (!has_text (self, key, text))
    add_text (self, key, text);
}

/* What cannot be read is "" there. */
static char **
dup_texts (SpareThing *self,
           const char *key)
{
  GPtrArray *texts = g_ptr_array_new ();
  SpareSecret *value;
  guint place = 0;

  while ((value = spare_thing_next (self, key, &place)) != NULL)
    {
      const char *text = spare_thing_value_text (value);

      g_ptr_array_add (texts, g_strdup (text != NULL ? text : ""));
    }
  g_ptr_array_add (texts, NULL);

  return (char **) g_ptr_array_free (texts, FALSE);
}

void
spare_sheet_record_add_set (SpareThing *self,
                            const char *set_id)
{
  add_once (self, KEY_SET, set_id);
}

void
spare_sheet_record_add_account (SpareThing *self,
                                const char *account_id)
{
  add_once (self, KEY_ACCOUNT, account_id);
}

void
spare_sheet_record_add_secret (SpareThing *self,
                               const char *account_id)
{
  add_once (self, SPARE_SHEET_RECORD_SECRET, account_id);
}

gboolean
spare_sheet_record_has_set (SpareThing *self,
                            const char *set_id)
{
  return has_text (self, KEY_SET, set_id);
}

gboolean
spare_sheet_record_has_account (SpareThing *self,
                                const char *account_id)
{
  return has_text (self, KEY_ACCOUNT, account_id);
}

gboolean
spare_sheet_record_has_secret (SpareThing *self,
                               const char *account_id)
{
  return has_text (self, SPARE_SHEET_RECORD_SECRET, account_id);
}

char **
spare_sheet_record_dup_sets (SpareThing *self)
{
  return dup_texts (self, KEY_SET);
}

char **
spare_sheet_record_dup_accounts (SpareThing *self)
{
  return dup_texts (self, KEY_ACCOUNT);
}

void
spare_sheet_record_set_places (SpareThing        *self,
                               const char *const *places)
{
  spare_thing_set (self, KEY_PLACE, NULL);
  for (guint i = 0; places != NULL && places[i] != NULL; i++)
    add_text (self, KEY_PLACE, places[i]);
}

char **
spare_sheet_record_dup_places (SpareThing *self)
{
  return dup_texts (self, KEY_PLACE);
}

/* Its life */

gint64
spare_sheet_record_get_tested (SpareThing *self)
{
  return spare_thing_get_int (self, KEY_TESTED, 0);
}

void
spare_sheet_record_set_tested (SpareThing *self,
                               gint64      time)
{
  spare_thing_set_int (self, KEY_TESTED, time);
}

SpareVoid
spare_sheet_record_get_void (SpareThing *self)
{
  return spare_thing_get_void (self);
}

gint64
spare_sheet_record_get_voided (SpareThing *self)
{
  return spare_thing_get_int (self, SPARE_THING_VOIDED, 0);
}

/* One that is void stays void for its first reason. */
void
spare_sheet_record_void (SpareThing *self,
                         SpareVoid   reason,
                         gint64      now)
{
  spare_thing_make_void (self, reason, now);
}

gint64
spare_sheet_record_get_destroyed (SpareThing *self)
{
  return spare_thing_get_int (self, KEY_DESTROYED, 0);
}

void
spare_sheet_record_set_destroyed (SpareThing *self,
                                  gint64      now)
{
  spare_thing_set_int (self, KEY_DESTROYED, now);
}

static gint64
a_year_after (gint64 time)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) due = then != NULL ? g_date_time_add_months (then, 12) : NULL;

  return due != NULL ? g_date_time_to_unix (due) : 0;
}

gint64
spare_sheet_record_get_due (SpareThing *self)
{
  gint64 tested = spare_sheet_record_get_tested (self);
  gint64 printed = spare_sheet_record_get_printed (self);

  if (spare_sheet_record_get_void (self) != SPARE_VOID_NOT || spare_sheet_record_get_destroyed (self) != 0)
    return 0;
  if (tested != 0)
    return a_year_after (tested);
  /* Only codes can be typed back; what else is on paper is read again. */
  if (spare_sheet_record_get_kind (self) == SPARE_SHEET_CODES)
    return MAX (printed, 0) + FIRST_TEST;

  return a_year_after (printed);
}

gboolean
spare_sheet_record_is_old (SpareThing *self,
                           gint64      now)
{
  gint64 printed = spare_sheet_record_get_printed (self);

  return spare_sheet_record_get_kind (self) == SPARE_SHEET_CODES
         && spare_sheet_record_get_void (self) == SPARE_VOID_NOT
         && spare_sheet_record_get_destroyed (self) == 0
         && printed > 0 && a_year_after (a_year_after (printed)) < now;
}

/* Name and fingerprint */

char *
spare_sheet_name_new (void)
{
  guint symbols = (guint) strlen (spare_code_alphabet_clear);
  GString *name = g_string_new (NULL);

  if (sodium_init () < 0)
    g_error ("libsodium could not be initialised");
  for (guint i = 0; i < NAME_LENGTH; i++)
    {
      if (i == NAME_GROUP)
        g_string_append_c (name, '-');
      g_string_append_c (name, spare_code_alphabet_clear[randombytes_uniform (symbols)]);
    }

  return g_string_free (name, FALSE);
}

static void
hash_text (crypto_generichash_state *state,
           const char               *text)
{
  crypto_generichash_update (state, (const guint8 *) text, strlen (text));
}

/* Neither the codes nor what changes with time: a set that forgot its codes, or of
 * which one was used, has the same. */
static void
hash_set (crypto_generichash_state *state,
          SpareThing               *set)
{
  guint n = spare_code_set_count (set);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = spare_code_set_dup_number (set, i);
      g_autofree char *check = spare_code_set_dup_check (set, i);

      hash_text (state, number);
      hash_text (state, " ");
      hash_text (state, check);
      hash_text (state, "\n");
    }
  hash_text (state, "\n");
}

char *
spare_sheet_fingerprint (GPtrArray *sets)
{
  guint symbols = (guint) strlen (spare_code_alphabet_clear);
  crypto_generichash_state state;
  char text[FINGERPRINT_LENGTH + 1] = "";
  guint8 digest[32];
  guint64 number = 0;

  crypto_generichash_init (&state, NULL, 0, sizeof digest);
  for (guint i = 0; i < sets->len; i++)
    hash_set (&state, g_ptr_array_index (sets, i));
  crypto_generichash_final (&state, digest, sizeof digest);
  spare_wipe (&state, sizeof state);

  for (guint i = 0; i < sizeof number; i++)
    number = number << 8 | digest[i];
  for (guint i = FINGERPRINT_LENGTH; i-- > 0; number /= symbols)
    text[i] = spare_code_alphabet_clear[number % symbols];

  return g_strdup (text);
}

gboolean
spare_sheet_record_matches (SpareThing *self,
                            GPtrArray  *sets)
{
  const char *printed = spare_sheet_record_get_fingerprint (self);
  g_autofree char *present = NULL;

  if (*printed == '\0' || sets->len == 0 || sets->len != spare_thing_count (self, KEY_SET))
    return TRUE;

  present = spare_sheet_fingerprint (sets);

  return strcmp (present, printed) == 0;
}

static int
compare_sheets (gconstpointer a,
                gconstpointer b)
{
  SpareThing *one = *(SpareThing *const *) a;
  SpareThing *other = *(SpareThing *const *) b;
  gint64 one_printed = spare_sheet_record_get_printed (one);
  gint64 other_printed = spare_sheet_record_get_printed (other);

  if (one_printed != other_printed)
    return one_printed > other_printed ? -1 : 1;
  return g_strcmp0 (spare_thing_get_id (one), spare_thing_get_id (other));
}

static gboolean
is_with_set (SpareThing *self,
             const char *set_id)
{
  return spare_thing_is_sheet (self) && (set_id == NULL || spare_sheet_record_has_set (self, set_id));
}

GPtrArray *
spare_sheet_record_list (GListModel *things,
                         const char *set_id)
{
  return spare_thing_list (things, is_with_set, set_id, compare_sheets);
}

static gboolean
is_valid (SpareThing *self)
{
  return spare_sheet_record_get_void (self) == SPARE_VOID_NOT && spare_sheet_record_get_destroyed (self) == 0;
}

/* Is there another sheet with the set, one to be kept? */
static gboolean
is_elsewhere (SpareThing *self,
              GListModel *things,
              const char *set_id)
{
  g_autoptr (GPtrArray) sheets = spare_sheet_record_list (things, set_id);

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *other = g_ptr_array_index (sheets, i);

      if (is_valid (other) && g_strcmp0 (spare_thing_get_id (other), spare_thing_get_id (self)) != 0)
        return TRUE;
    }

  return FALSE;
}

GPtrArray *
spare_sheet_record_list_last (SpareThing *self,
                              GListModel *things)
{
  g_auto (GStrv) ids = spare_sheet_record_dup_sets (self);
  GPtrArray *sets = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; spare_sheet_record_get_destroyed (self) == 0 && ids[i] != NULL; i++)
    {
      g_autoptr (SpareThing) set = spare_thing_find (things, ids[i]);

      if (set != NULL && spare_thing_is_code_set (set) && spare_code_set_count_left (set) > 0 &&
          !is_elsewhere (self, things, ids[i]))
        g_ptr_array_add (sets, g_steal_pointer (&set));
    }

  return sets;
}
