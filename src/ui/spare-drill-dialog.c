/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-drill-dialog.h"

#include <glib/gi18n.h>

#include "compat/spare-compat.h"
#include "spare-dialogs.h"
#include "spare-drill.h"
#include "spare-messages.h"
#include "spare-sheets-change.h"
#include "spare-sheets-words.h"
#include "spare-words.h"

#define SPARE_TYPE_DRILL_DIALOG (spare_drill_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareDrillDialog, spare_drill_dialog, SPARE, DRILL_DIALOG, AdwWindow)

struct _SpareDrillDialog
{
  AdwWindow       parent_instance;

  AdwWindowTitle *title;
  GtkWidget      *cancel;
  GtkWidget      *check;
  GtkStack       *stack;
  GtkLabel       *fetch;
  GtkLabel       *account;
  GtkLabel       *number;
  GtkLabel       *prompt;
  GtkEditable    *entry;
  GtkLabel       *result;
  GtkWidget      *another;
  GtkWidget      *lost;
  AdwStatusPage  *done;
  GtkWidget      *close;
  GtkWidget      *leave;

  SpareWindow    *window;    /* (nullable): borrowed */
  char           *sheet_id;
  GPtrArray      *questions; /* of SpareDrillQuestion */
  guint           asked;     /* which of them */
};

G_DEFINE_FINAL_TYPE (SpareDrillDialog, spare_drill_dialog, ADW_TYPE_WINDOW)

static const SpareDrillQuestion *
get_question (SpareDrillDialog *self)
{
  return g_ptr_array_index (self->questions, self->asked);
}

static gboolean
is_forgotten (SpareDrillDialog *self)
{
  const SpareDrillQuestion *question = get_question (self);

  return spare_code_set_peek (question->set, question->position) == NULL;
}

static void
show_result (SpareDrillDialog *self,
             const char       *text)
{
  gtk_label_set_text (self->result, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->result), text != NULL);
  if (text != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      spare_compat_announce (GTK_ACCESSIBLE (self->entry), text);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
show_question (SpareDrillDialog *self)
{
  const SpareDrillQuestion *question = get_question (self);
  SpareVault *vault = spare_window_get_vault (self->window);
  SpareAccount *account = spare_vault_find (vault, spare_code_set_get_account (question->set));
  g_autofree char *names = account != NULL ? spare_words_dup_names (account) : g_strdup (_("A deleted account"));
  g_autofree char *code = spare_code_set_dup_number (question->set, question->position);
  g_autofree char *check = spare_code_set_dup_check (question->set, question->position);
  g_autofree char *number = NULL;

  /* Translators: %s is the number that a code has in a list. */
  number = spare_code_set_is_single (question->set) ? g_strdup (_("The recovery key"))
                                                    : g_strdup_printf (_("Code number %s"), code);
  gtk_label_set_text (self->account, names);
  gtk_label_set_text (self->number, number);
  gtk_label_set_label (self->prompt, *check != '\0' ? _("_Type it from the paper, or only the two check characters "
                                                        "behind it:")
                                                    : _("_Type it from the paper:"));
  gtk_editable_set_text (self->entry, "");
  show_result (self, NULL);
  gtk_widget_set_sensitive (self->another, self->questions->len > 1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
ask (SpareDrillDialog *self)
{
  guint n = self->questions->len;
  guint before = self->asked;

  do
    self->asked = (guint) g_random_int_range (0, (gint32) n);
  while (n > 1 && self->asked == before);

  show_question (self);
}

static char *
dup_difference (SpareDrillAnswer answer,
                guint            place)
{
  switch (answer)
    {
    case SPARE_DRILL_EMPTY:
      return g_strdup (_("Type what stands on the paper."));
    case SPARE_DRILL_DIFFERS:
      /* Translators: %u is its place among letters and digits, from 1. */
      return g_strdup_printf (_("Character %u differs. Look at it again on the paper; dashes and blanks do not count."),
                              place);
    case SPARE_DRILL_SWAPPED:
      /* Translators: places among letters and digits, from 1. */
      return g_strdup_printf (_("Characters %u and %u are swapped."), place, place + 1);
    case SPARE_DRILL_CASE:
      /* Translators: %u is its place among letters and digits, from 1. */
      return g_strdup_printf (_("Character %u differs in upper and lower case, and for this service that matters."),
                              place);
    case SPARE_DRILL_LENGTH:
      /* Translators: %u is a place among letters and digits, from 1. */
      return g_strdup_printf (_("A character is missing or too many. Look again from character %u on."), place);
    case SPARE_DRILL_WRONG_CHECK:
      return g_strdup (_("The check characters of this code are others. Is it the right line, and the right sheet?"));
    case SPARE_DRILL_WRONG:
    case SPARE_DRILL_RIGHT:
    case SPARE_DRILL_RIGHT_BY_CHECK:
    default:
      return g_strdup (_("This is not it. Is it the right line, and the right sheet? Compare each character."));
    }
}

/* The test was right. */

typedef struct
{
  SpareWindow      *window;
  SpareDrillDialog *dialog;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->dialog);
  g_object_unref (job->window);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
set_busy (SpareDrillDialog *self,
          gboolean          busy)
{
  gtk_widget_set_sensitive (self->check, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
}

static char *
dup_praise (SpareDrillDialog *self,
            SpareThing       *sheet)
{
  GListModel *things = spare_vault_get_things (spare_window_get_vault (self->window));
  g_autofree char *due = spare_words_dup_date (spare_sheets_get_due (sheet, things));
  g_autofree char *text = NULL;

  /* Translators: %s is a date. */
  text = g_strdup_printf (_("What you typed is what was printed. The next test is due on %s. Put the sheet back where "
                            "it was."), due);
  if (!is_forgotten (self) || spare_code_set_get_case (get_question (self)->set) == SPARE_ANSWER_NO)
    return g_steal_pointer (&text);

  return g_strconcat (text, "\n\n", _("The code itself is forgotten here, so it was compared by its check characters; "
                                      "upper and lower case are not part of those."), NULL);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  SpareDrillDialog *self = job->dialog;
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareThing) sheet = NULL;
  g_autofree char *text = NULL;

  spare_vault_save_finish (SPARE_VAULT (source), result, &error);
  if (self->window == NULL)
    {
      if (error != NULL && spare_window_get_vault (job->window) != NULL)
        spare_window_toast_error (job->window, error);
      return;
    }

  set_busy (self, FALSE);
  if (error != NULL)
    {
      text = spare_message_for_error (error);
      show_result (self, text);
      return;
    }

  sheet = spare_thing_find (spare_vault_get_things (SPARE_VAULT (source)), self->sheet_id);
  if (sheet == NULL)
    return;

  text = dup_praise (self, sheet);
  adw_status_page_set_description (self->done, text);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_set_visible (self->check, FALSE);
  gtk_widget_set_visible (self->cancel, FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->close);
  gtk_widget_grab_focus (self->close);
  spare_compat_announce (GTK_ACCESSIBLE (self->close), text);
}

/* The day goes into the sheet and into the log of the set, together. */
static void
save (SpareDrillDialog *self)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  GListModel *things = spare_vault_get_things (vault);
  gint64 now = spare_clock_get_now (spare_window_get_clock (self->window));
  g_autoptr(SpareThing) sheet = spare_thing_find (things, self->sheet_id);
  g_autoptr(SpareThing) set = spare_thing_find (things, spare_thing_get_id (get_question (self)->set));
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Job *job;

  if (sheet == NULL || set == NULL || spare_sheets_get_fate (sheet) != SPARE_SHEETS_VALID)
    {
      show_result (self, _("This sheet was changed meanwhile, and does not count any more."));
      return;
    }

  g_ptr_array_add (records, spare_record_copy (SPARE_RECORD (sheet)));
  g_ptr_array_add (records, spare_record_copy (SPARE_RECORD (set)));
  spare_sheet_record_set_tested (g_ptr_array_index (records, 0), now);
  spare_code_set_log (g_ptr_array_index (records, 1), now, SPARE_CODE_EVENT_TESTED,
                      spare_sheet_record_get_name (sheet));

  job = g_new (Job, 1);
  job->window = g_object_ref (self->window);
  job->dialog = g_object_ref (self);
  set_busy (self, TRUE);
  spare_vault_save_async (vault, records, NULL, NULL, NULL, saved_cb, job);
}

static void
check_cb (SpareDrillDialog *self)
{
  guint place;
  SpareDrillAnswer answer = spare_drill_check (get_question (self), gtk_editable_get_text (self->entry), &place);
  g_autofree char *difference = NULL;

  if (answer == SPARE_DRILL_RIGHT || answer == SPARE_DRILL_RIGHT_BY_CHECK)
    {
      gtk_editable_set_text (self->entry, "");
      save (self);
      return;
    }

  difference = dup_difference (answer, place);
  show_result (self, difference);
  /* Nothing is selected: one character is to be mended. */
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
}

static void
typed_cb (SpareDrillDialog *self)
{
  show_result (self, NULL);
}

static void
another_cb (SpareDrillDialog *self)
{
  ask (self);
}

static void
lost_cb (SpareDrillDialog *self)
{
  g_autoptr(SpareWindow) window = g_object_ref (self->window);
  g_autofree char *id = g_strdup (self->sheet_id);

  gtk_window_close (GTK_WINDOW (self));
  spare_sheets_lose (window, id);
}

static gboolean
spare_drill_dialog_close_request (GtkWindow *window)
{
  gtk_editable_set_text (SPARE_DRILL_DIALOG (window)->entry, "");

  return GTK_WINDOW_CLASS (spare_drill_dialog_parent_class)->close_request (window);
}

static void
spare_drill_dialog_dispose (GObject *object)
{
  SpareDrillDialog *self = SPARE_DRILL_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->questions, g_ptr_array_unref);

  G_OBJECT_CLASS (spare_drill_dialog_parent_class)->dispose (object);
}

static void
spare_drill_dialog_finalize (GObject *object)
{
  g_free (SPARE_DRILL_DIALOG (object)->sheet_id);

  G_OBJECT_CLASS (spare_drill_dialog_parent_class)->finalize (object);
}

static void
spare_drill_dialog_class_init (SpareDrillDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_drill_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_drill_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = spare_drill_dialog_close_request;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-drill-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, check);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, fetch);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, account);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, number);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, prompt);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, result);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, another);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, lost);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, done);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, close);
  gtk_widget_class_bind_template_child (widget_class, SpareDrillDialog, leave);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
  gtk_widget_class_bind_template_callback (widget_class, lost_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_drill_dialog_init (SpareDrillDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Groups of digits would change places where one reads from right to left. */
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (self->entry)), GTK_TEXT_DIR_LTR);
}

static void
set_sheet (SpareDrillDialog *self,
           SpareThing       *sheet)
{
  const char *name = spare_sheet_record_get_name (sheet);
  g_autofree char *places = spare_sheets_dup_places (sheet);
  g_autofree char *fetch = NULL;

  self->sheet_id = g_strdup (spare_thing_get_id (sheet));
  self->questions = spare_drill_list (sheet, spare_vault_get_things (spare_window_get_vault (self->window)));
  adw_window_title_set_subtitle (self->title, name);
  if (*places != '\0')
    /* Translators: the number of a sheet, and a list of places. */
    fetch = g_strdup_printf (_("Fetch sheet %s. It is kept here: %s"), name, places);
  else
    /* Translators: the number of a sheet. */
    fetch = g_strdup_printf (_("Fetch sheet %s."), name);
  gtk_label_set_text (self->fetch, fetch);

  if (self->questions->len > 0)
    {
      self->asked = self->questions->len;
      ask (self);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "none");
  gtk_widget_set_visible (self->check, FALSE);
  gtk_widget_set_visible (self->cancel, FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->leave);
  gtk_widget_grab_focus (self->leave);
}

void
spare_drill_dialog_show (SpareWindow *window,
                         const char  *sheet_id)
{
  GListModel *things = spare_vault_get_things (spare_window_get_vault (window));
  g_autoptr(SpareThing) sheet = NULL;
  SpareDrillDialog *self;

  sheet = sheet_id != NULL ? spare_thing_find (things, sheet_id) : spare_sheets_find_first_due (things);
  if (sheet == NULL || !spare_thing_is_sheet (sheet) || spare_sheets_get_due (sheet, things) == 0)
    {
      spare_window_toast (window, sheet_id != NULL ? _("There is no such sheet to test.")
                                                   : _("There is no sheet to test. Print one first."));
      return;
    }

  self = g_object_new (SPARE_TYPE_DRILL_DIALOG, NULL);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  g_set_weak_pointer (&self->window, window);
  set_sheet (self, sheet);
  gtk_window_present (GTK_WINDOW (self));
}
