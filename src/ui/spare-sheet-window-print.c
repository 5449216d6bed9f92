/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window of a sheet does when it goes onto paper. */
#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-erase.h"
#include "spare-messages.h"
#include "spare-sheet-forget.h"
#include "spare-sheet-print.h"
#include "spare-sheet-window-private.h"

/* The end: it is in the register. */

static void
recorded_answer_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);
  g_autofree char *id = g_steal_pointer (&self->record);
  SpareWindow *window = self->window;

  if (window == NULL || id == NULL)
    return;

  /* First, so that its pages with the codes are gone. */
  gtk_window_destroy (GTK_WINDOW (self));
  if (g_strcmp0 (answer, "test") == 0)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.drill", "s", id);
  else if (g_strcmp0 (answer, "forget") == 0)
    spare_sheet_forget_show (window, id);
}

static void
ask_what_next (SpareSheetWindow *self)
{
  const SpareChoice code_choices[] = {
    { "done", _("_Done"), SPARE_CHOICE_PLAIN },
    { "forget", _("Print and _Forget…"), SPARE_CHOICE_DESTRUCTIVE },
    { "test", _("_Test It Now"), SPARE_CHOICE_SUGGESTED },
    { NULL },
  };
  const SpareChoice other_choices[] = {
    { "done", _("_Done"), SPARE_CHOICE_PLAIN },
    { NULL },
  };
  gboolean codes = self->kind == SPARE_SHEET_CODES && !self->printing_options.blank;

  spare_dialogs_ask_async (GTK_WINDOW (self), _("The Sheet Is in the Register"),
                           codes ? _("Test it now: type one code back from the paper, to be sure that it can be read. "
                                     "Nothing is used up. Or let Sparekey forget these codes, so that the paper is "
                                     "the only place where they are.")
                                 : _("Put it where it belongs. Sparekey reminds you of it when something on it "
                                     "changes."),
                           codes ? code_choices : other_choices, recorded_answer_cb, g_object_ref (self));
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autofree char *text = spare_erase_finish (result, NULL);

  if (self->window != NULL && text != NULL)
    spare_sheet_window_say (self, text);
  if (self->window != NULL)
    ask_what_next (self);
}

static void record (SpareSheetWindow *self);

static void
again_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);

  if (self->window != NULL && g_strcmp0 (answer, "again") == 0)
    record (self);
}

/* The paper is there already. */
static void
ask_again (SpareSheetWindow *self,
           const GError     *error)
{
  const SpareChoice choices[] = {
    { "close", _("_Close"), SPARE_CHOICE_PLAIN },
    { "again", _("_Try Again"), SPARE_CHOICE_SUGGESTED },
    { NULL },
  };
  g_autofree char *text = spare_message_for_error (error);

  spare_dialogs_ask_async (GTK_WINDOW (self), _("The Sheet Was Not Noted"), text, choices, again_cb,
                           g_object_ref (self));
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  if (self->window == NULL)
    return;

  spare_sheet_window_set_busy (self, NULL);
  if (!good)
    {
      ask_again (self, error);
      return;
    }

  if (self->file != NULL)
    {
      g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (files, g_steal_pointer (&self->file));
      spare_erase_async (GTK_WINDOW (self), files, _("It is all on paper now. The PDF is a copy that anybody can "
                                                     "read."), erased_cb, g_object_ref (self));
      return;
    }
  ask_what_next (self);
}

/* Does the log end with it? Then the sets were saved, and the sheet was not. */
static gboolean
is_logged (SpareThing *set,
           const char *name)
{
  g_autoptr(GPtrArray) events = spare_code_set_dup_log (set);
  const SpareCodeEvent *last = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;

  return last != NULL && last->kind == SPARE_CODE_EVENT_PRINTED && g_strcmp0 (last->detail, name) == 0;
}

/* The sheet and what happened to each of its sets, together; the sheet last, so
 * that it is not in the register as long as anything else failed. */
static void
record (SpareSheetWindow *self)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *id = g_uuid_string_random ();
  SpareThing *sheet = spare_sheet_content_to_record (self->printing, id, now);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) sets = spare_sheet_record_dup_sets (sheet);
  const char *name = spare_sheet_record_get_name (sheet);

  spare_sheet_note_secrets (self->printing, &self->printing_options, sheet);
  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_autoptr(SpareThing) set = spare_thing_find (spare_vault_get_things (vault), sets[i]);
      SpareRecord *copy;

      if (set == NULL)
        continue;
      /* New codes came while it was printed. One with lost codes is of use until then. */
      if (spare_code_set_get_void (set) != SPARE_VOID_NOT && spare_code_set_get_void (set) != SPARE_VOID_LOST)
        spare_sheet_record_void (sheet, spare_code_set_get_void (set), now);
      if (is_logged (set, name))
        continue;
      copy = spare_record_copy (SPARE_RECORD (set));
      spare_code_set_log (SPARE_THING (copy), now, SPARE_CODE_EVENT_PRINTED, name);
      g_ptr_array_add (records, copy);
    }
  g_ptr_array_add (records, sheet);
  g_free (self->record);
  self->record = g_steal_pointer (&id);
  spare_sheet_window_set_busy (self, _("Writing and reading back."));
  spare_vault_save_async (vault, records, NULL, NULL, NULL, recorded_cb, g_object_ref (self));
}

static void
held_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autofree char *answer = spare_dialogs_ask_finish (result);

  if (self->window == NULL)
    return;

  if (g_strcmp0 (answer, "yes") == 0)
    record (self);
  else
    spare_sheet_window_say (self, _("Nothing was noted. Print it again when the printer is ready."));
}

static void
ask_held (SpareSheetWindow *self,
          gboolean          is_file)
{
  const SpareChoice choices[] = {
    { "no", _("_Not Yet"), SPARE_CHOICE_PLAIN },
    { "yes", _("_Yes, I Hold It"), SPARE_CHOICE_SUGGESTED },
    { NULL },
  };
  guint n = spare_sheet_content_count_copies (self->printing);
  g_autofree char *known = NULL;
  g_autofree char *text = NULL;

  known = g_strdup_printf (ngettext ("Only you can know that the paper came out and can be read. Sparekey notes the "
                                     "sheet %s once you hold it.",
                                     "Only you can know that all copies came out and can be read. Sparekey notes the "
                                     "sheet %s once you hold them.", n), self->name);
  text = is_file ? g_strdup_printf ("%s %s", _("Print the file first."), known) : g_strdup (known);
  spare_dialogs_ask_async (GTK_WINDOW (self), _("Do You Hold It in Your Hand?"), text, choices, held_cb,
                           g_object_ref (self));
}

/* Printing. */

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_sheet_print_finish (result, &error);

  if (self->window == NULL)
    return;

  if (good)
    ask_held (self, FALSE);
  else if (error != NULL)
    spare_sheet_window_say (self, _("Nothing was printed.\nCheck the printer and try again, or save as PDF."));
}

static void
laid_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareSheet) sheet = spare_sheet_lay_out_finish (result, &error);

  if (self->window == NULL)
    return;

  if (sheet == NULL)
    spare_sheet_window_say_error (self, error);
  else
    spare_sheet_print_async (GTK_WINDOW (self), g_steal_pointer (&sheet), self->printing_options.paper, printed_cb,
                             g_object_ref (self));
}

void
spare_sheet_window_print (SpareSheetWindow *self)
{
  spare_sheet_lay_out_async (self->printing, &self->printing_options, NULL, laid_out_cb, g_object_ref (self));
}

/* A file. */

/* How far the pages are; to write them takes no time worth a number. */
static void
made_cb (goffset  done,
         goffset  all,
         gpointer user_data)
{
  SpareSheetWindow *self = user_data;
  g_autofree char *text = NULL;

  if (self->window == NULL)
    return;

  /* Translators: which of the pages of a PDF is made. */
  text = g_strdup_printf (ngettext ("Page %u of %u", "Page %u of %u", (gulong) all), (guint) done, (guint) all);
  spare_sheet_window_set_busy (self, done < all ? text : _("Writing and reading back."));
  if (done < all)
    spare_sheet_window_set_progress (self, (double) done / (double) all);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_sheet_write_finish (result, &error);

  g_clear_object (&self->cancellable);
  if (self->window == NULL)
    return;

  spare_sheet_window_set_busy (self, NULL);
  if (good)
    {
      ask_held (self, TRUE);
      return;
    }
  g_clear_object (&self->file);
  spare_sheet_window_say_error (self, error);
}

static void
file_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;
  g_autoptr(GFile) file = spare_dialogs_save_file_finish (result, NULL);

  if (self->window == NULL || file == NULL)
    return;

  g_set_object (&self->file, file);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  spare_sheet_window_set_busy (self, _("Laying out the pages."));
  spare_sheet_write_async (self->printing, &self->printing_options, file, made_cb, self, self->cancellable, written_cb,
                           g_object_ref (self));
}

static void
warned_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareSheetWindow) self = user_data;

  if (spare_dialogs_confirm_finish (result) && self->window != NULL)
    spare_dialogs_save_file_async (GTK_WINDOW (self), _("Save as PDF"), _("sheet.pdf"), file_cb, g_object_ref (self));
}

void
spare_sheet_window_save (SpareSheetWindow *self)
{
  if (self->kind != SPARE_SHEET_CODES)
    {
      spare_dialogs_save_file_async (GTK_WINDOW (self), _("Save as PDF"), _("sheet.pdf"), file_cb, g_object_ref (self));
      return;
    }
  spare_dialogs_confirm_async (GTK_WINDOW (self), _("Save a Digital Copy?"),
                               _("The PDF is not encrypted: whoever gets the file has the codes. Do not put it where "
                                 "it is synchronised or shared. Print it, then delete it."),
                               _("_Save as PDF"), warned_cb, g_object_ref (self));
}
