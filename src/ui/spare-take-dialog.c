/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-take-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-bytes.h"
#include "spare-dialogs.h"
#include "spare-erase.h"
#include "spare-happening-steps.h"
#include "spare-messages.h"
#include "spare-notice.h"
#include "spare-renewal.h"
#include "spare-take-reader.h"
#include "spare-take-review.h"
#include "spare-words.h"

typedef enum
{
  PAGE_SOURCE,
  PAGE_REVIEW,
  PAGE_DONE,
} Page;

struct _SpareTakeDialog
{
  AdwWindow        parent_instance;

  AdwWindowTitle  *title;
  GtkButton       *back;
  GtkButton       *action;
  SpareNotice     *notice;
  GtkStack        *stack;
  GtkWidget       *text;
  GtkTextBuffer   *buffer;
  GtkLabel        *problem;
  SpareTakeReview *review;
  AdwStatusPage   *done;
  GtkWidget       *print;
  GtkWidget       *file_box;
  GtkLabel        *file_text;
  GtkWidget       *file_delete;
  GtkLabel        *file_label;

  SpareWindow     *window;      /* (nullable): borrowed */
  Page             page;
  GCancellable    *cancellable; /* (nullable): of the file that is being read */
  GFile           *file;        /* (nullable): where the codes are from */
  const char      *origin;      /* "pasted", "typed", "file" */
  gboolean         pasted;      /* into the text that is being typed */
  gboolean         saving;
  gboolean         closing;     /* nothing more to ask */
  char            *account_id;  /* (nullable): whose codes were taken in */
  char            *set_id;      /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpareTakeDialog, spare_take_dialog, ADW_TYPE_WINDOW)

enum
{
  TAKEN,
  ERASED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *name;
  const char *back;
  const char *action;
} pages[] = {
  [PAGE_SOURCE] = { "source", N_("_Cancel"), N_("C_ontinue") },
  [PAGE_REVIEW] = { "review", N_("_Back"), N_("_Keep") },
  [PAGE_DONE] = { "done", NULL, N_("_Done") },
};

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
focus_page (SpareTakeDialog *self)
{
  /* GTK 4.8 forgets the accessible role of a window that has a focus earlier. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (self->page == PAGE_SOURCE)
    gtk_widget_grab_focus (self->text);
  else if (self->page == PAGE_REVIEW)
    spare_take_review_grab_first (self->review);
  else
    gtk_widget_grab_focus (gtk_widget_get_visible (self->print) ? self->print : GTK_WIDGET (self->action));
}

static void
update_action (SpareTakeDialog *self)
{
  gboolean good = !self->saving && self->cancellable == NULL;

  if (self->page == PAGE_SOURCE)
    good = good && gtk_text_buffer_get_char_count (self->buffer) > 0;
  if (self->page == PAGE_REVIEW)
    {
      g_autoptr(SpareAccount) account = spare_take_review_dup_account (self->review);

      good = good && account != NULL && spare_take_review_count (self->review) > 0;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->action), good);
}

static void
show_page (SpareTakeDialog *self,
           Page             page)
{
  self->page = page;
  spare_notice_hide (self->notice);
  gtk_stack_set_visible_child_name (self->stack, pages[page].name);
  gtk_widget_set_visible (GTK_WIDGET (self->back), pages[page].back != NULL);
  gtk_button_set_label (self->back, pages[page].back != NULL ? _(pages[page].back) : "");
  gtk_button_set_label (self->action, _(pages[page].action));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->action));
  update_action (self);
  focus_page (self);
}

static void
show_problem (SpareTakeDialog *self,
              const char      *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* Text of the same shape takes the same places in memory before it goes, too: a
 * text buffer itself only forgets. */
static void
wipe_buffer (SpareTakeDialog *self)
{
  GtkTextIter start;
  GtkTextIter end;
  char *text;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  for (char *at = text; *at != '\0'; at++)
    {
      if (*at != '\n')
        *at = 'x';
    }
  gtk_text_buffer_set_text (self->buffer, "", -1);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_set_text (self->buffer, "", -1);
  spare_wipe_text (text);
  self->pasted = FALSE;
}

/* Where from. */

/* @text: (transfer full) (nullable): NULL for codes that are typed one by one */
static void
review (SpareTakeDialog *self,
        SpareCodeText   *text,
        const char      *origin,
        GFile           *file)
{
  g_autofree char *name = file != NULL ? spare_erase_dup_name (file) : NULL;

  self->origin = origin;
  g_set_object (&self->file, file);
  show_problem (self, NULL);
  spare_take_review_set_text (self->review, text, name);
  g_clear_pointer (&text, spare_code_text_free);
  show_page (self, PAGE_REVIEW);
}

static void
read_text (SpareTakeDialog *self,
           const char      *text,
           const char      *origin)
{
  g_autoptr(GError) error = NULL;
  SpareCodeText *codes = spare_code_text_read (text, strlen (text), &error);
  g_autofree char *why = NULL;

  if (codes != NULL)
    {
      review (self, codes, origin, NULL);
      return;
    }

  why = spare_take_reader_describe (error);
  show_problem (self, why);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareTakeDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  SpareCodeText *text = spare_take_reader_run_finish (result, &error);
  g_autoptr(GFile) file = g_steal_pointer (&self->file);
  g_autofree char *why = NULL;

  /* Whoever cancelled has closed the dialog. */
  if (self->window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&text, spare_code_text_free);
      return;
    }

  g_clear_object (&self->cancellable);
  if (text != NULL)
    {
      review (self, text, "file", file);
      return;
    }

  why = spare_take_reader_describe (error);
  show_problem (self, why);
  show_page (self, PAGE_SOURCE);
}

static void
read_file (SpareTakeDialog *self,
           GFile           *file)
{
  if (self->saving || self->cancellable != NULL)
    return;

  show_problem (self, NULL);
  g_set_object (&self->file, file);
  self->cancellable = g_cancellable_new ();
  update_action (self);
  spare_take_reader_run_async (file, self->cancellable, read_cb, g_object_ref (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareTakeDialog) self = user_data;
  g_autoptr(GFile) file = spare_dialogs_open_file_finish (result);

  if (file != NULL && self->window != NULL)
    read_file (self, file);
}

static void
open_cb (SpareTakeDialog *self)
{
  spare_dialogs_open_file_async (GTK_WINDOW (self), _("Choose the File with the Codes"), opened_cb,
                                 g_object_ref (self));
}

static void
clipboard_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SpareTakeDialog) self = user_data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->window != NULL && text != NULL && *text != '\0')
    read_text (self, text, "pasted");
  else if (self->window != NULL)
    show_problem (self, _("There is no text on the clipboard. Copy the codes first."));
  spare_wipe_text (text);
}

static void
paste_cb (SpareTakeDialog *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, clipboard_cb,
                                 g_object_ref (self));
}

static void
by_hand_cb (SpareTakeDialog *self)
{
  review (self, NULL, "typed", NULL);
}

static void
typed_cb (SpareTakeDialog *self)
{
  update_action (self);
}

static void
pasted_cb (SpareTakeDialog *self)
{
  self->pasted = TRUE;
}

static gboolean
drop_cb (SpareTakeDialog *self,
         const GValue    *value)
{
  if (self->page != PAGE_SOURCE)
    return FALSE;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = g_value_get_boxed (value);

      if (files != NULL)
        read_file (self, files->data);
    }
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      show_problem (self, _("Writing in pictures is not read. Type the codes here."));
    }
  else if (G_VALUE_HOLDS_STRING (value))
    {
      read_text (self, g_value_get_string (value), "pasted");
    }

  return TRUE;
}

static void
set_up_drop (SpareTakeDialog *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* Before the text, which would take a file's name in. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (target));
}

/* Saving. */

/* @n_waiting: lines of the file that look like codes and were not taken in */
static void
show_file (SpareTakeDialog *self,
           guint            n_waiting)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new ();
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->file_box, self->file != NULL);
  gtk_widget_set_visible (self->file_delete, n_waiting == 0);
  if (self->file == NULL)
    return;

  if (n_waiting > 0)
    {
      text = g_strdup_printf (ngettext ("Keep the file: %u line of it was not taken in.",
                                        "Keep the file: %u lines of it were not taken in.", n_waiting), n_waiting);
      gtk_label_set_text (self->file_text, text);
      return;
    }

  g_ptr_array_add (files, self->file);
  label = spare_erase_dup_label (files);
  text = g_strjoin ("\n\n", _("The codes still stand unencrypted in the file: anybody who gets it can use them."),
                    spare_erase_get_worth (), NULL);
  gtk_label_set_text (self->file_text, text);
  gtk_label_set_label (self->file_label, label);
}

static void
show_done (SpareTakeDialog *self,
           guint            n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u Code Is Kept", "%u Codes Are Kept", n), n);
  guint n_waiting = spare_take_review_count_waiting (self->review);

  spare_take_review_clear (self->review);
  wipe_buffer (self);
  adw_status_page_set_title (self->done, title);
  adw_status_page_set_description (self->done, _("Encrypted in the keyring of this computer. If that is lost, only a "
                                                 "sheet of paper in a safe place still has them."));
  show_file (self, n_waiting);
  show_page (self, PAGE_DONE);
  g_signal_emit (self, signals[TAKEN], 0, self->set_id);
}

typedef struct
{
  SpareTakeDialog *dialog;
  guint            n;
} Saving;

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(SpareTakeDialog) self = saving->dialog;
  g_autoptr(GError) error = NULL;
  gboolean saved = spare_vault_save_finish (SPARE_VAULT (source), result, &error);

  self->saving = FALSE;
  if (self->window == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  update_action (self);
  if (saved)
    {
      show_done (self, saving->n);
    }
  else
    {
      g_autofree char *text = spare_message_for_error (error);

      spare_notice_show (self->notice, text, NULL, NULL);
    }
}

/* After a loss all sets are void already, and the sheets that were not lost wait for new codes. */
static gboolean
has_only_void_codes (SpareVault   *vault,
                     SpareAccount *account)
{
  g_autoptr(GPtrArray) sets = spare_code_set_list (spare_vault_get_things (vault), spare_account_get_id (account));

  /* Void ones are behind those that count. */
  return sets->len > 0 && spare_code_set_get_void (g_ptr_array_index (sets, 0)) != SPARE_VOID_NOT;
}

static GPtrArray *
collect (SpareTakeDialog *self,
         SpareAccount    *account,
         gint64           now,
         guint           *n)
{
  SpareVault *vault = spare_window_get_vault (self->window);
  g_autofree char *name = self->file != NULL ? spare_erase_dup_name (self->file) : NULL;
  g_autoptr(SpareThing) set = spare_take_review_dup_set (self->review, spare_account_get_id (account), self->origin,
                                                         name, now);
  GPtrArray *records;

  *n = spare_code_set_count (set);
  g_free (self->set_id);
  self->set_id = g_strdup (spare_thing_get_id (set));
  if (spare_take_review_get_replaces (self->review) || has_only_void_codes (vault, account))
    return spare_renewal_replace_codes (spare_vault_get_things (vault), spare_account_get_id (account), set, now);

  records = g_ptr_array_new_with_free_func (g_object_unref);
  if (spare_vault_find (vault, spare_account_get_id (account)) == NULL)
    {
      spare_account_set_created (account, now);
      g_ptr_array_add (records, g_object_ref (account));
    }
  g_ptr_array_add (records, g_steal_pointer (&set));

  return records;
}

static void
save (SpareTakeDialog *self)
{
  g_autoptr(SpareAccount) account = spare_take_review_dup_account (self->review);
  g_autoptr(GPtrArray) records = NULL;
  Saving *saving;

  if (self->saving || self->window == NULL || account == NULL)
    return;

  saving = g_new0 (Saving, 1);
  saving->dialog = g_object_ref (self);
  records = collect (self, account, get_now (), &saving->n);
  spare_happening_add_notes (self->window, records);
  g_free (self->account_id);
  self->account_id = g_strdup (spare_account_get_id (account));
  self->saving = TRUE;
  spare_notice_hide (self->notice);
  /* An entry that turns insensitive under the focus goes on blinking (GTK 4.8). */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  update_action (self);
  spare_vault_save_async (spare_window_get_vault (self->window), records, NULL, NULL, NULL, saved_cb, saving);
}

/* Afterwards. */

static void
close_now (SpareTakeDialog *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
print_cb (SpareTakeDialog *self)
{
  g_autoptr(SpareWindow) window = self->window != NULL ? g_object_ref (self->window) : NULL;
  g_autofree char *id = g_strdup (self->account_id);

  close_now (self);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.print-sheet", "s", id);
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareTakeDialog) self = user_data;
  guint n_gone;
  g_autofree char *told = spare_erase_finish (result, &n_gone);

  if (told == NULL || self->window == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->action));
  gtk_widget_set_visible (self->file_delete, FALSE);
  gtk_label_set_text (self->file_text, told);
  if (n_gone > 0)
    g_signal_emit (self, signals[ERASED], 0);
}

static void
delete_cb (SpareTakeDialog *self)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_object_ref (self->file));
  spare_erase_async (GTK_WINDOW (self), files,
                     _("The codes that you took in are in Sparekey. The file is erased for good, not moved to a bin."),
                     erased_cb, g_object_ref (self));
}

static void
action_cb (SpareTakeDialog *self)
{
  GtkTextIter start;
  GtkTextIter end;
  char *text;

  switch (self->page)
    {
    case PAGE_SOURCE:
      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
      read_text (self, text, self->pasted ? "pasted" : "typed");
      spare_wipe_text (text);
      break;
    case PAGE_REVIEW:
      save (self);
      break;
    case PAGE_DONE:
    default:
      close_now (self);
      break;
    }
}

static void
changed_cb (SpareTakeDialog *self)
{
  if (self->page == PAGE_REVIEW)
    update_action (self);
}

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareTakeDialog) self = user_data;

  if (spare_dialogs_confirm_finish (result) && self->window != NULL)
    close_now (self);
}

static gboolean
spare_take_dialog_close_request (GtkWindow *window)
{
  SpareTakeDialog *self = SPARE_TAKE_DIALOG (window);
  gboolean typed = gtk_text_buffer_get_char_count (self->buffer) > 0;

  if (self->saving)
    return TRUE;
  if (!self->closing && self->page != PAGE_DONE && (typed || self->page == PAGE_REVIEW))
    {
      spare_dialogs_confirm_async (window, _("Discard the Codes?"), _("They are not saved yet."), _("_Discard"),
                                   discard_cb, g_object_ref (self));
      return TRUE;
    }

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  wipe_buffer (self);
  spare_take_review_clear (self->review);

  return GTK_WINDOW_CLASS (spare_take_dialog_parent_class)->close_request (window);
}

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  SpareTakeDialog *self = SPARE_TAKE_DIALOG (widget);

  if (self->saving)
    return;

  if (self->page == PAGE_REVIEW && !self->closing)
    show_page (self, PAGE_SOURCE);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
spare_take_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_take_dialog_parent_class)->map (widget);
  focus_page (SPARE_TAKE_DIALOG (widget));
}

static void
spare_take_dialog_dispose (GObject *object)
{
  SpareTakeDialog *self = SPARE_TAKE_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (spare_take_dialog_parent_class)->dispose (object);
}

static void
spare_take_dialog_finalize (GObject *object)
{
  SpareTakeDialog *self = SPARE_TAKE_DIALOG (object);

  g_free (self->account_id);
  g_free (self->set_id);

  G_OBJECT_CLASS (spare_take_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, back);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, action);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, text);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, review);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, done);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, print);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, file_box);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, file_text);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, file_delete);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeDialog, file_label);
}

static void
spare_take_dialog_class_init (SpareTakeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_take_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_take_dialog_finalize;
  widget_class->map = spare_take_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = spare_take_dialog_close_request;
  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ERASED] = g_signal_new ("erased", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SPARE_TYPE_NOTICE);
  g_type_ensure (SPARE_TYPE_TAKE_REVIEW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-take-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_hand_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pasted_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, action_cb);

  gtk_widget_class_install_action (widget_class, "take.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "take.back", NULL);
}

static void
spare_take_dialog_init (SpareTakeDialog *self)
{
  self->origin = "typed";
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_drop (self);
}

SpareTakeDialog *
spare_take_dialog_open (SpareWindow *window,
                        GtkWindow   *parent,
                        const char  *account_id,
                        GFile       *file)
{
  SpareVault *vault = spare_window_get_vault (window);
  SpareAccount *account = account_id != NULL ? spare_vault_find (vault, account_id) : NULL;
  SpareTakeDialog *self;

  if (spare_vault_get_state (vault) != SPARE_VAULT_READY)
    return NULL;

  self = g_object_new (SPARE_TYPE_TAKE_DIALOG, NULL);
  spare_dialogs_attach (GTK_WINDOW (self), parent);
  g_set_weak_pointer (&self->window, window);
  spare_take_review_set_vault (self->review, vault, account_id);
  if (account != NULL)
    {
      g_autofree char *names = spare_words_dup_names (account);

      adw_window_title_set_subtitle (self->title, names);
    }
  show_page (self, PAGE_SOURCE);
  if (file != NULL)
    read_file (self, file);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}

void
spare_take_dialog_show (SpareWindow *window,
                        const char  *account_id,
                        GFile       *file)
{
  spare_take_dialog_open (window, GTK_WINDOW (window), account_id, file);
}

void
spare_take_dialog_show_text (SpareWindow *window,
                             const char  *text,
                             const char  *origin)
{
  SpareTakeDialog *self = spare_take_dialog_open (window, GTK_WINDOW (window), NULL, NULL);

  if (self != NULL)
    read_text (self, text, origin);
}

SpareTakeDialog *
spare_take_dialog_open_codes (SpareWindow *window,
                              GtkWindow   *parent,
                              const char  *account_id,
                              GPtrArray   *codes)
{
  SpareTakeDialog *self = spare_take_dialog_open (window, parent, account_id, NULL);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (self == NULL)
    return NULL;

  for (guint i = 0; i < codes->len; i++)
    {
      SpareCodeTextPart *part = g_new0 (SpareCodeTextPart, 1);

      part->kind = SPARE_CODE_TEXT_CODE;
      part->text = g_ptr_array_index (codes, i);
      g_ptr_array_add (parts, part);
    }
  spare_take_review_set_text (self->review, &(SpareCodeText){ .parts = parts }, NULL);
  self->origin = "made";
  self->closing = TRUE;
  show_page (self, PAGE_REVIEW);
  gtk_button_set_label (self->back, _("_Cancel"));

  return self;
}
