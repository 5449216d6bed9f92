/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-set-correct.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-change.h"
#include "spare-check.h"
#include "spare-dialogs.h"
#include "spare-sheet-record.h"

#define FORMER_SECONDS 30 /* as long as one may still press Undo */
#define FORMER         "spare-set-former"

#define SPARE_TYPE_SET_CORRECT (spare_set_correct_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetCorrect, spare_set_correct, SPARE, SET_CORRECT, AdwWindow)

struct _SpareSetCorrect
{
  AdwWindow    parent_instance;

  GtkWidget   *save;
  GtkEditable *code;
  GtkEditable *number;
  GtkLabel    *check;
  GtkLabel    *same;
  GtkLabel    *sheets;

  SpareWindow *window;   /* (nullable): borrowed */
  SpareThing  *set;      /* as it was when the dialog came */
  guint        position;
};

G_DEFINE_FINAL_TYPE (SpareSetCorrect, spare_set_correct, ADW_TYPE_WINDOW)

/* A set before a correction, for Undo: the code is in locked memory, and not for long. */
typedef struct
{
  SpareThing *set;
  guint       position;
  guint       timer;
} Former;

static void
former_free (gpointer data)
{
  Former *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->set);
  g_free (self);
}

static gboolean
former_cb (gpointer user_data)
{
  GObject *window = user_data;
  Former *former = g_object_get_data (window, FORMER);

  former->timer = 0;
  g_object_set_data (window, FORMER, NULL);

  return G_SOURCE_REMOVE;
}

static void
keep_former (SpareWindow *window,
             SpareThing  *set,
             guint        position)
{
  Former *former = g_new (Former, 1);

  former->set = SPARE_THING (spare_record_copy (SPARE_RECORD (set)));
  former->position = position;
  former->timer = g_timeout_add_seconds (FORMER_SECONDS, former_cb, window);
  g_object_set_data_full (G_OBJECT (window), FORMER, former, former_free);
}

/* Saves the set that is there now, with another code at @position.
 * @done: (transfer full): what to say then */
static void
save (SpareWindow *window,
      const char  *set_id,
      guint        position,
      SpareSecret *code,
      const char  *number,
      char        *done,
      gboolean     with_undo)
{
  g_autoptr(SpareThing) set = spare_thing_find (spare_vault_get_things (spare_window_get_vault (window)), set_id);
  g_autoptr(SpareThing) copy = NULL;
  SpareChange *change = spare_change_new (window, set_id);

  change->done = done;
  if (set == NULL || spare_code_set_peek (set, position) == NULL)
    {
      spare_window_toast (window, _("This code is not there any more."));
      spare_change_free (change);
      return;
    }

  if (with_undo)
    {
      change->button = g_strdup (_("Undo"));
      change->action = g_strdup ("win.uncorrect-code");
      keep_former (window, set, position);
    }
  copy = SPARE_THING (spare_record_copy (SPARE_RECORD (set)));
  spare_code_set_correct (copy, position, code, number, spare_clock_get_now (spare_window_get_clock (window)));
  spare_change_save_one (change, SPARE_RECORD (copy));
}

static SpareSecret *
dup_code (SpareSetCorrect *self)
{
  const char *text = gtk_editable_get_text (self->code);
  gsize length;

  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return length > 0 ? spare_secret_new (text, length) : NULL;
}

static char *
dup_number (SpareSetCorrect *self)
{
  g_autofree char *number = g_strstrip (g_strdup (gtk_editable_get_text (self->number)));

  return *number != '\0' ? g_steal_pointer (&number) : g_strdup_printf ("%u", self->position + 1);
}

/* Another code that reads the same: one of both is wrong, or was taken in twice. */
static char *
dup_same (SpareSetCorrect *self,
          SpareSecret     *code)
{
  for (guint i = 0; code != NULL && i < spare_code_set_count (self->set); i++)
    {
      g_autofree char *number = spare_code_set_dup_number (self->set, i);

      if (i != self->position && spare_secret_equal (spare_code_set_peek (self->set, i), code))
        /* Translators: %s is the number of a backup code. */
        return g_strdup_printf (_("Code %s is the same. Look at the service's list again."), number);
    }

  return NULL;
}

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
changed_cb (SpareSetCorrect *self)
{
  g_autoptr(SpareSecret) code = dup_code (self);
  g_autofree char *number = dup_number (self);
  g_autofree char *former = spare_code_set_dup_number (self->set, self->position);
  g_autofree char *same = dup_same (self, code);
  g_autofree char *text = NULL;
  char check[SPARE_CHECK_LENGTH + 1] = "";

  if (code != NULL && spare_check_compute (spare_secret_peek_text (code), check))
    /* Translators: %s is two characters that are printed behind a backup code. */
    text = g_strdup_printf (_("Check characters %s"), check);
  show_text (self->check, text);
  show_text (self->same, same);
  gtk_widget_set_sensitive (self->save, code != NULL
                            && (!spare_secret_equal (spare_code_set_peek (self->set, self->position), code)
                                || strcmp (number, former) != 0));
}

static void
save_cb (SpareSetCorrect *self)
{
  g_autoptr(SpareWindow) window = g_object_ref (self->window);
  g_autoptr(SpareSecret) code = dup_code (self);
  g_autofree char *number = dup_number (self);
  g_autofree char *id = g_strdup (spare_thing_get_id (self->set));
  guint position = self->position;

  gtk_window_close (GTK_WINDOW (self));
  /* Translators: %s is the number of a backup code. */
  save (window, id, position, code, number, g_strdup_printf (_("Corrected code %s."), number), TRUE);
}

static gboolean
spare_set_correct_close_request (GtkWindow *window)
{
  gtk_editable_set_text (SPARE_SET_CORRECT (window)->code, "");

  return GTK_WINDOW_CLASS (spare_set_correct_parent_class)->close_request (window);
}

static void
spare_set_correct_dispose (GObject *object)
{
  g_clear_weak_pointer (&SPARE_SET_CORRECT (object)->window);

  G_OBJECT_CLASS (spare_set_correct_parent_class)->dispose (object);
}

static void
spare_set_correct_finalize (GObject *object)
{
  g_clear_object (&SPARE_SET_CORRECT (object)->set);

  G_OBJECT_CLASS (spare_set_correct_parent_class)->finalize (object);
}

static void
spare_set_correct_class_init (SpareSetCorrectClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_set_correct_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_set_correct_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = spare_set_correct_close_request;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-set-correct.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareSetCorrect, save);
  gtk_widget_class_bind_template_child (widget_class, SpareSetCorrect, code);
  gtk_widget_class_bind_template_child (widget_class, SpareSetCorrect, number);
  gtk_widget_class_bind_template_child (widget_class, SpareSetCorrect, check);
  gtk_widget_class_bind_template_child (widget_class, SpareSetCorrect, same);
  gtk_widget_class_bind_template_child (widget_class, SpareSetCorrect, sheets);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spare_set_correct_init (SpareSetCorrect *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Groups of digits would change places where one reads from right to left. */
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (self->code)), GTK_TEXT_DIR_LTR);
}

/* Paper does not change. */
static char *
dup_sheets (SpareSetCorrect *self)
{
  GListModel *things = spare_vault_get_things (spare_window_get_vault (self->window));
  g_autoptr(GPtrArray) sheets = spare_sheet_record_list (things, spare_thing_get_id (self->set));
  g_autoptr(GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);

      if (spare_sheet_record_get_void (sheet) != SPARE_VOID_NOT || spare_sheet_record_get_destroyed (sheet) != 0)
        continue;
      g_string_append_printf (names, "%s%s", n > 0 ? _(", ") : "", spare_sheet_record_get_name (sheet));
      n++;
    }
  if (n == 0)
    return NULL;

  /* Translators: %s is the names of sheets, such as "K7M-3QP". */
  return g_strdup_printf (ngettext ("It was printed: sheet %s shows it as it is now. Print a new one afterwards.",
                                    "It was printed: sheets %s show it as it is now. Print new ones afterwards.", n),
                          names->str);
}

void
spare_set_correct_show (SpareWindow *window,
                        const char  *set_id,
                        guint        position)
{
  g_autoptr(SpareThing) set = spare_thing_find (spare_vault_get_things (spare_window_get_vault (window)), set_id);
  SpareSetCorrect *self;
  SpareSecret *code = set != NULL ? spare_code_set_peek (set, position) : NULL;
  g_autofree char *place = g_strdup_printf ("%u", position + 1);
  g_autofree char *number = NULL;
  g_autofree char *sheets = NULL;

  if (code == NULL)
    return;

  self = g_object_new (SPARE_TYPE_SET_CORRECT, NULL);
  g_set_weak_pointer (&self->window, window);
  self->set = SPARE_THING (spare_record_copy (SPARE_RECORD (set)));
  self->position = position;
  number = spare_code_set_dup_number (set, position);
  sheets = dup_sheets (self);
  show_text (self->sheets, sheets);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->number), place);
  gtk_editable_set_text (self->number, number);
  gtk_editable_set_enable_undo (self->code, FALSE);
  gtk_editable_set_text (self->code, spare_secret_peek_text (code));
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (self));
  /* Nothing is selected: one character is to be mended. */
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->code));
}

void
spare_set_correct_undo (SpareWindow *window)
{
  Former *former = g_object_steal_data (G_OBJECT (window), FORMER);
  g_autofree char *number = NULL;

  if (former == NULL)
    return;

  number = spare_code_set_dup_number (former->set, former->position);
  save (window, spare_thing_get_id (former->set), former->position,
        spare_code_set_peek (former->set, former->position), number,
        /* Translators: %s is the number of a backup code. */
        g_strdup_printf (_("Code %s is as it was."), number), FALSE);
  former_free (former);
}
