/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-set.h"

#include <string.h>

#include "spare-check.h"
#include "spare-code-set-private.h"
#include "spare-thing-private.h"

static const char *const effects[] = { NULL, "second-step", "turns-off", "no-password" };
static const char *const answers[] = { NULL, "yes", "no" };
static const char *const reasons[] = { NULL, "replaced", "turned-off", "re-enrolled", "lost" };

/* Of names that begin with a NULL: which one the value is, or 0. */
static guint
get_choice (SpareThing        *self,
            const char        *key,
            const char *const *names,
            guint              n_names)
{
  const char *text = spare_thing_peek_text (self, key);

  for (guint i = 1; text != NULL && i < n_names; i++)
    if (strcmp (text, names[i]) == 0)
      return i;

  return 0;
}

/**
 * spare_code_set_new:
 * @id: (nullable): what the store knows it by
 * @account_id: (nullable): whose codes they are
 * @origin: (nullable): what they came from
 * @created: Unix s; 0 where it is not known
 *
 * Returns: (transfer full): a set without codes; spare_code_set_add() adds them
 */
SpareThing *
spare_code_set_new (const char *id,
                    const char *account_id,
                    const char *origin,
                    gint64      created)
{
  SpareThing *self = spare_thing_new (id, SPARE_CODE_SET_TYPE);

  spare_thing_set_text (self, SPARE_CODE_SET_ACCOUNT, account_id);
  spare_thing_set_text (self, SPARE_CODE_SET_ORIGIN, origin);
  if (created != 0)
    spare_thing_set_int (self, SPARE_CODE_SET_CREATED, created);

  return self;
}

gboolean
spare_thing_is_code_set (SpareThing *self)
{
  return strcmp (spare_thing_get_type_name (self), SPARE_CODE_SET_TYPE) == 0;
}

static int
compare_sets (gconstpointer a,
              gconstpointer b)
{
  SpareThing *one = *(SpareThing *const *) a;
  SpareThing *other = *(SpareThing *const *) b;
  gboolean one_void = spare_code_set_get_void (one) != SPARE_VOID_NOT;
  gboolean other_void = spare_code_set_get_void (other) != SPARE_VOID_NOT;
  gint64 one_created = spare_code_set_get_created (one);
  gint64 other_created = spare_code_set_get_created (other);

  if (one_void != other_void)
    return one_void ? 1 : -1;
  if (one_created != other_created)
    return one_created > other_created ? -1 : 1;
  return g_strcmp0 (spare_thing_get_id (one), spare_thing_get_id (other));
}

static gboolean
is_of_account (SpareThing *self,
               const char *account_id)
{
  return spare_thing_is_code_set (self) && g_strcmp0 (spare_code_set_get_account (self), account_id) == 0;
}

GPtrArray *
spare_code_set_list (GListModel *things,
                     const char *account_id)
{
  return spare_thing_list (things, is_of_account, account_id, compare_sets);
}

/* The codes */

/* One for each code while it is kept, and afterwards. */
static const char *
counted_key (SpareThing *self)
{
  return spare_code_set_is_forgotten (self) ? SPARE_CODE_SET_CHECK : SPARE_CODE_SET_CODE;
}

guint
spare_code_set_count (SpareThing *self)
{
  return spare_thing_count (self, counted_key (self));
}

/* The stored numbers tell nothing where there is not one for each code. */
static const char *
peek_number (SpareThing *self,
             guint       position)
{
  const char *number = NULL;
  SpareSecret *value;
  guint place = 0;
  guint n = 0;

  while ((value = spare_thing_next (self, SPARE_CODE_SET_NUMBER, &place)) != NULL)
    if (n++ == position)
      number = spare_thing_value_text (value);

  return n == spare_code_set_count (self) ? number : NULL;
}

char *
spare_code_set_dup_number (SpareThing *self,
                           guint       position)
{
  const char *number = peek_number (self, position);

  return number != NULL ? g_strdup (number) : g_strdup_printf ("%u", position + 1);
}

static void
add_text (SpareThing *self,
          const char *key,
          const char *text)
{
  g_autoptr (SpareSecret) value = spare_secret_new_text (text);

  spare_thing_add (self, key, value);
}

/* One number for each code that is there. */
static void
write_numbers (SpareThing *self,
               guint       n)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (numbers, spare_code_set_dup_number (self, i));
  spare_thing_set (self, SPARE_CODE_SET_NUMBER, NULL);
  for (guint i = 0; i < n; i++)
    add_text (self, SPARE_CODE_SET_NUMBER, g_ptr_array_index (numbers, i));
}

void
spare_code_set_add (SpareThing  *self,
                    SpareSecret *code,
                    const char  *number)
{
  guint n = spare_code_set_count (self);
  guint stored = spare_thing_count (self, SPARE_CODE_SET_NUMBER);
  g_autofree char *place = g_strdup_printf ("%u", n + 1);

  g_return_if_fail (code != NULL);
  g_return_if_fail (!spare_code_set_is_forgotten (self));

  if (number == NULL)
    number = place;
  if (stored > 0 || strcmp (number, place) != 0)
    {
      if (stored != n)
        write_numbers (self, n);
      add_text (self, SPARE_CODE_SET_NUMBER, number);
    }
  spare_thing_add (self, SPARE_CODE_SET_CODE, code);
}

/* Without numbers that say no more than the place. */
static void
drop_plain_numbers (SpareThing *self)
{
  for (guint i = 0; i < spare_code_set_count (self); i++)
    {
      g_autofree char *number = spare_code_set_dup_number (self, i);
      g_autofree char *place = g_strdup_printf ("%u", i + 1);

      if (strcmp (number, place) != 0)
        return;
    }

  spare_thing_set (self, SPARE_CODE_SET_NUMBER, NULL);
}

void
spare_code_set_correct (SpareThing  *self,
                        guint        position,
                        SpareSecret *code,
                        const char  *number,
                        gint64       now)
{
  guint n = spare_code_set_count (self);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *place = g_strdup_printf ("%u", position + 1);
  g_autofree char *detail = g_strdup_printf ("%u", position);

  g_return_if_fail (code != NULL);
  g_return_if_fail (position < n);
  g_return_if_fail (!spare_code_set_is_forgotten (self));

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (codes, spare_secret_ref (i == position ? code : spare_code_set_peek (self, i)));
      g_ptr_array_add (numbers, i == position ? g_strdup (number != NULL ? number : place)
                                              : spare_code_set_dup_number (self, i));
    }
  spare_thing_set (self, SPARE_CODE_SET_CODE, NULL);
  spare_thing_set (self, SPARE_CODE_SET_NUMBER, NULL);
  for (guint i = 0; i < n; i++)
    {
      spare_thing_add (self, SPARE_CODE_SET_CODE, g_ptr_array_index (codes, i));
      add_text (self, SPARE_CODE_SET_NUMBER, g_ptr_array_index (numbers, i));
    }
  drop_plain_numbers (self);
  spare_code_set_log (self, now, SPARE_CODE_EVENT_CHANGED, detail);
}

SpareSecret *
spare_code_set_peek (SpareThing *self,
                     guint       position)
{
  return spare_thing_peek (self, SPARE_CODE_SET_CODE, position);
}

/* What was stored when the code was forgotten; "" where it cannot be read. */
static char *
dup_stored_check (SpareThing *self,
                  guint       position)
{
  SpareSecret *value = spare_thing_peek (self, SPARE_CODE_SET_CHECK, position);
  const char *text = value != NULL ? spare_thing_value_text (value) : NULL;

  if (text == NULL || strlen (text) != SPARE_CHECK_LENGTH)
    return g_strdup ("");
  for (guint i = 0; i < SPARE_CHECK_LENGTH; i++)
    if (!g_ascii_isdigit (text[i]) && !g_ascii_isupper (text[i]))
      return g_strdup ("");

  return g_strdup (text);
}

char *
spare_code_set_dup_check (SpareThing *self,
                          guint       position)
{
  SpareSecret *code = spare_code_set_peek (self, position);
  const char *text = code != NULL ? spare_thing_value_text (code) : NULL;
  char check[SPARE_CHECK_LENGTH + 1] = "";

  if (spare_code_set_is_forgotten (self))
    return dup_stored_check (self, position);
  if (text == NULL || !spare_check_compute (text, check))
    return g_strdup ("");
  return g_strdup (check);
}

gboolean
spare_code_set_is_single (SpareThing *self)
{
  return spare_code_set_count (self) == 1;
}

/* What is known of them */

SpareCodeEffect
spare_code_set_get_effect (SpareThing *self)
{
  return (SpareCodeEffect) get_choice (self, SPARE_CODE_SET_EFFECT, effects, G_N_ELEMENTS (effects));
}

void
spare_code_set_set_effect (SpareThing     *self,
                           SpareCodeEffect effect)
{
  spare_thing_set_text (self, SPARE_CODE_SET_EFFECT, effects[effect]);
}

static SpareAnswer
get_answer (SpareThing *self,
            const char *key)
{
  return (SpareAnswer) get_choice (self, key, answers, G_N_ELEMENTS (answers));
}

SpareAnswer
spare_code_set_get_by_number (SpareThing *self)
{
  return get_answer (self, SPARE_CODE_SET_BY_NUMBER);
}

SpareAnswer
spare_code_set_get_case (SpareThing *self)
{
  return get_answer (self, SPARE_CODE_SET_CASE);
}

SpareAnswer
spare_code_set_get_separators (SpareThing *self)
{
  return get_answer (self, SPARE_CODE_SET_SEPARATORS);
}

void
spare_code_set_set_by_number (SpareThing *self,
                              SpareAnswer answer)
{
  spare_thing_set_text (self, SPARE_CODE_SET_BY_NUMBER, answers[answer]);
}

void
spare_code_set_set_case (SpareThing *self,
                         SpareAnswer answer)
{
  spare_thing_set_text (self, SPARE_CODE_SET_CASE, answers[answer]);
}

void
spare_code_set_set_separators (SpareThing *self,
                               SpareAnswer answer)
{
  spare_thing_set_text (self, SPARE_CODE_SET_SEPARATORS, answers[answer]);
}

const char *
spare_code_set_get_account (SpareThing *self)
{
  return spare_thing_peek_text (self, SPARE_CODE_SET_ACCOUNT);
}

const char *
spare_code_set_get_file (SpareThing *self)
{
  return spare_thing_peek_text (self, SPARE_CODE_SET_FILE);
}

void
spare_code_set_set_file (SpareThing *self,
                         const char *name)
{
  spare_thing_set_text (self, SPARE_CODE_SET_FILE, name);
}

gint64
spare_code_set_get_created (SpareThing *self)
{
  return spare_thing_get_int (self, SPARE_CODE_SET_CREATED, 0);
}

/* Void, and forgotten */

SpareVoid
spare_thing_get_void (SpareThing *self)
{
  SpareVoid reason = (SpareVoid) get_choice (self, SPARE_THING_VOID, reasons, G_N_ELEMENTS (reasons));

  /* A reason of a later version is one all the same: better a code too few. */
  if (reason == SPARE_VOID_NOT && spare_thing_peek (self, SPARE_THING_VOID, 0) != NULL)
    return SPARE_VOID_REPLACED;
  return reason;
}

gboolean
spare_thing_make_void (SpareThing *self,
                       SpareVoid   reason,
                       gint64      now)
{
  g_return_val_if_fail (reason != SPARE_VOID_NOT, FALSE);

  if (spare_thing_get_void (self) != SPARE_VOID_NOT)
    return FALSE;

  spare_thing_set_text (self, SPARE_THING_VOID, reasons[reason]);
  spare_thing_set_int (self, SPARE_THING_VOIDED, now);
  return TRUE;
}

SpareVoid
spare_code_set_get_void (SpareThing *self)
{
  return spare_thing_get_void (self);
}

/* One that is void stays void for its first reason. */
void
spare_code_set_void (SpareThing *self,
                     SpareVoid   reason,
                     gint64      now)
{
  if (spare_thing_make_void (self, reason, now))
    spare_code_set_log (self, now, SPARE_CODE_EVENT_VOIDED, reasons[reason]);
}

gboolean
spare_code_set_is_forgotten (SpareThing *self)
{
  return spare_thing_peek (self, SPARE_CODE_SET_CODE, 0) == NULL &&
         spare_thing_peek (self, SPARE_CODE_SET_FORGOTTEN, 0) != NULL;
}

void
spare_code_set_forget (SpareThing *self,
                       gint64      now)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_free);
  guint n = spare_code_set_count (self);

  if (spare_code_set_is_forgotten (self))
    return;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (checks, spare_code_set_dup_check (self, i));
  spare_thing_set (self, SPARE_CODE_SET_CODE, NULL);
  spare_thing_set (self, SPARE_CODE_SET_CHECK, NULL);
  for (guint i = 0; i < n; i++)
    add_text (self, SPARE_CODE_SET_CHECK, g_ptr_array_index (checks, i));
  spare_thing_set_int (self, SPARE_CODE_SET_FORGOTTEN, now);
  spare_code_set_log (self, now, SPARE_CODE_EVENT_FORGOTTEN, NULL);
}
