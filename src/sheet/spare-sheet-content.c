/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-private.h"

G_DEFINE_TYPE (SpareSheetContent, spare_sheet_content, G_TYPE_OBJECT)

static void
block_free (SpareSheetBlock *block)
{
  g_clear_object (&block->account);
  g_clear_object (&block->code_set);
  g_free (block);
}

static void
spare_sheet_content_finalize (GObject *object)
{
  SpareSheetContent *self = SPARE_SHEET_CONTENT (object);

  g_free (self->name);
  g_free (self->owner);
  g_strfreev (self->places);
  g_free (self->passwords);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->sheets);
  g_free (self->note);
  g_free (self->file_name);
  g_free (self->where);

  G_OBJECT_CLASS (spare_sheet_content_parent_class)->finalize (object);
}

static void
spare_sheet_content_class_init (SpareSheetContentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spare_sheet_content_finalize;
}

static void
spare_sheet_content_init (SpareSheetContent *self)
{
  self->owner = g_strdup ("");
  self->places = g_new0 (char *, 1);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->sheets = g_ptr_array_new_with_free_func (g_object_unref);
  self->note = g_strdup ("");
  self->file_name = g_strdup ("");
  self->where = g_strdup ("");
}

/**
 * spare_sheet_content_new:
 * @name: what spare_sheet_name_new() gave
 * @printed: Unix s
 * @offset: seconds east of UTC: which day it is
 *
 * Returns: (transfer full):
 */
SpareSheetContent *
spare_sheet_content_new (SpareSheetKind kind,
                         const char    *name,
                         gint64         printed,
                         int            offset)
{
  SpareSheetContent *self = g_object_new (SPARE_TYPE_SHEET_CONTENT, NULL);

  self->kind = kind;
  self->name = g_strdup (name != NULL ? name : "");
  self->printed = printed;
  self->offset = offset;
  return self;
}

/* What cannot be drawn is no text: bytes that are not UTF-8, line ends. */
static void
set_text (char      **field,
          const char *text,
          gboolean    lines)
{
  char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) && !(lines && *at == '\n'))
      *at = ' ';
  g_free (*field);
  *field = g_strstrip (valid);
}

void
spare_sheet_content_set_owner (SpareSheetContent *self,
                               const char        *owner)
{
  g_return_if_fail (SPARE_IS_SHEET_CONTENT (self));

  set_text (&self->owner, owner, FALSE);
}

/**
 * spare_sheet_content_set_places:
 * @places: NULL-terminated: a copy for each
 */
void
spare_sheet_content_set_places (SpareSheetContent *self,
                                const char *const *places)
{
  guint count;

  g_return_if_fail (SPARE_IS_SHEET_CONTENT (self));

  count = places != NULL ? g_strv_length ((char **) places) : 0;
  g_strfreev (self->places);
  self->places = g_new0 (char *, count + 1);
  for (guint i = 0; i < count; i++)
    set_text (&self->places[i], places[i], FALSE);
}

void
spare_sheet_content_set_passwords (SpareSheetContent *self,
                                   const char        *where)
{
  g_return_if_fail (SPARE_IS_SHEET_CONTENT (self));

  g_clear_pointer (&self->passwords, g_free);
  if (where != NULL && *where != '\0')
    set_text (&self->passwords, where, FALSE);
}

/**
 * spare_sheet_content_add:
 * @code_set: (nullable):
 *
 * Keeps both. They must not change while the content lives.
 */
void
spare_sheet_content_add (SpareSheetContent *self,
                         SpareAccount      *account,
                         SpareThing        *code_set)
{
  SpareSheetBlock *block;

  g_return_if_fail (SPARE_IS_SHEET_CONTENT (self) && SPARE_IS_ACCOUNT (account));
  g_return_if_fail (code_set == NULL || spare_thing_is_code_set (code_set));

  block = g_new (SpareSheetBlock, 1);
  block->account = g_object_ref (account);
  block->code_set = code_set != NULL ? g_object_ref (code_set) : NULL;
  block->service = spare_service_find (spare_account_get_service (account));
  g_ptr_array_add (self->blocks, block);
}

void
spare_sheet_content_add_sheet (SpareSheetContent *self,
                               SpareThing        *sheet)
{
  g_return_if_fail (SPARE_IS_SHEET_CONTENT (self) && spare_thing_is_sheet (sheet));

  g_ptr_array_add (self->sheets, g_object_ref (sheet));
}

void
spare_sheet_content_set_note (SpareSheetContent *self,
                              const char        *note)
{
  g_return_if_fail (SPARE_IS_SHEET_CONTENT (self));

  set_text (&self->note, note, TRUE);
}

void
spare_sheet_content_set_backup (SpareSheetContent *self,
                                const char        *file_name,
                                const char        *where)
{
  g_return_if_fail (SPARE_IS_SHEET_CONTENT (self));

  set_text (&self->file_name, file_name, FALSE);
  set_text (&self->where, where, FALSE);
}

const char *
spare_sheet_content_get_name (SpareSheetContent *self)
{
  g_return_val_if_fail (SPARE_IS_SHEET_CONTENT (self), NULL);

  return self->name;
}

/**
 * spare_sheet_content_dup_fingerprint:
 *
 * Of the codes on it. A sheet without codes has one, too: that of no codes
 * tells nothing, so none of its pages shows it.
 *
 * Returns: (transfer full):
 */
char *
spare_sheet_content_dup_fingerprint (SpareSheetContent *self)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();

  g_return_val_if_fail (SPARE_IS_SHEET_CONTENT (self), NULL);

  for (guint i = 0; self->kind == SPARE_SHEET_CODES && i < self->blocks->len; i++)
    {
      SpareSheetBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->code_set != NULL)
        g_ptr_array_add (sets, block->code_set);
    }
  return spare_sheet_fingerprint (sets);
}

guint
spare_sheet_content_count_copies (SpareSheetContent *self)
{
  g_return_val_if_fail (SPARE_IS_SHEET_CONTENT (self), 0);

  return MAX (1, g_strv_length (self->places));
}

/**
 * spare_sheet_content_to_record:
 * @id: what the store is to know it by
 * @now: when the person said that they hold it
 *
 * Returns: (transfer full):
 */
SpareThing *
spare_sheet_content_to_record (SpareSheetContent *self,
                               const char        *id,
                               gint64             now)
{
  static const char *const nowhere[] = { "", NULL };
  g_autofree char *fingerprint = NULL;
  SpareThing *record;

  g_return_val_if_fail (SPARE_IS_SHEET_CONTENT (self), NULL);

  fingerprint = spare_sheet_content_dup_fingerprint (self);
  record = spare_sheet_record_new (id, self->kind, self->name, fingerprint, now);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      SpareSheetBlock *block = g_ptr_array_index (self->blocks, i);
      const char *set_id = block->code_set != NULL ? spare_thing_get_id (block->code_set) : NULL;
      const char *account_id = spare_account_get_id (block->account);

      if (self->kind == SPARE_SHEET_CODES && set_id != NULL)
        spare_sheet_record_add_set (record, set_id);
      if (account_id != NULL)
        spare_sheet_record_add_account (record, account_id);
    }
  spare_sheet_record_set_places (record, *self->places != NULL ? (const char *const *) self->places : nowhere);
  return record;
}
