/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-private.h"

#include <string.h>

#include "spare-bytes.h"

SpareSheet *
spare_sheet_create_empty (void)
{
  SpareSheet *self = g_new0 (SpareSheet, 1);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_sheet_page_free);
  self->secrets = g_ptr_array_new_with_free_func (g_object_unref);
  self->qr_codes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_qr_code_free);
  return self;
}

/**
 * spare_sheet_new:
 * @content: is kept
 *
 * Lays out all pages of all copies. Fails with G_IO_ERROR_INVALID_ARGUMENT where
 * there is no such paper or language.
 *
 * Returns: (transfer full):
 */
SpareSheet *
spare_sheet_new (SpareSheetContent       *content,
                 const SpareSheetOptions *options,
                 GError                 **error)
{
  g_autoptr (SpareSheet) self = NULL;

  g_return_val_if_fail (SPARE_IS_SHEET_CONTENT (content) && options != NULL, NULL);

  self = spare_sheet_create_empty ();
  self->content = g_object_ref (content);
  self->day = content->printed + content->offset;
  if (!spare_sheet_layout (self, options, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Pango has no call for it. The text is on the heap and nobody reads it any
 * more; the glyphs tell as much as the text. */
static void
wipe_layout (PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  char *text = (char *) pango_layout_get_text (layout);

  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      if (run != NULL)
        spare_wipe (run->glyphs->glyphs, (gsize) run->glyphs->num_glyphs * sizeof (PangoGlyphInfo));
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  spare_wipe (text, strlen (text));
}

void
spare_sheet_free (SpareSheet *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->secrets->len; i++)
    wipe_layout (g_ptr_array_index (self->secrets, i));
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->secrets);
  g_ptr_array_unref (self->qr_codes);
  g_clear_object (&self->fonts);
  g_clear_object (&self->content);
  g_free (self);
}

guint
spare_sheet_get_n_pages (const SpareSheet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pages->len;
}

/**
 * spare_sheet_get_size:
 * @width: (out) (nullable): points
 * @height: (out) (nullable): points
 */
void
spare_sheet_get_size (const SpareSheet *self,
                      double           *width,
                      double           *height)
{
  g_return_if_fail (self != NULL);

  if (width != NULL)
    *width = self->width;
  if (height != NULL)
    *height = self->height;
}

char *
spare_sheet_dup_description (const SpareSheet *self,
                             guint             page)
{
  const SpareSheetPage *what;

  g_return_val_if_fail (self != NULL && page < self->pages->len, NULL);

  what = g_ptr_array_index (self->pages, page);
  return g_strstrip (g_strdup (what->description->str));
}

void
spare_sheet_note_secrets (SpareSheetContent       *content,
                          const SpareSheetOptions *options,
                          SpareThing              *record)
{
  g_return_if_fail (SPARE_IS_SHEET_CONTENT (content) && options != NULL && spare_thing_is_sheet (record));

  if (content->kind != SPARE_SHEET_CODES || !options->secrets || options->blank || options->card)
    return;

  for (guint i = 0; i < content->blocks->len; i++)
    {
      SpareAccount *account = ((SpareSheetBlock *) g_ptr_array_index (content->blocks, i))->account;

      if (spare_account_peek_secret (account) != NULL)
        spare_sheet_record_add_secret (record, spare_account_get_id (account));
    }
}
