/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-take-row.h"

#include <glib/gi18n.h>
#include <string.h>

#define NUMBER_CHARS 3
#define CODE_CHARS   10
#define NUMBER_MAX   16

struct _SpareTakeRow
{
  GtkListBoxRow   parent_instance;

  GtkEditable    *number;
  GtkEditable    *code;
  GtkCheckButton *used;
  GtkWidget      *remove;
  GtkCheckButton *taken; /* (nullable): where it is not sure */
};

G_DEFINE_FINAL_TYPE (SpareTakeRow, spare_take_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  ENTER,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (SpareTakeRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
enter_cb (SpareTakeRow *self)
{
  g_signal_emit (self, signals[ENTER], 0);
}

static void
remove_cb (SpareTakeRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* The arrow keys go from code to code. */
static gboolean
spare_take_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SPARE_TAKE_ROW (widget)->code));
}

static void
spare_take_row_class_init (SpareTakeRowClass *klass)
{
  static const char *const names[] = { "changed", "enter", "remove" };

  GTK_WIDGET_CLASS (klass)->grab_focus = spare_take_row_grab_focus;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
spare_take_row_init (SpareTakeRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "take");
}

/* An entry whose text is in locked memory and can be seen. */
static GtkWidget *
add_code (SpareTakeRow *self,
          SpareSecret  *code)
{
  g_autoptr(GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();
  GtkWidget *entry = gtk_entry_new_with_buffer (buffer);

  self->code = GTK_EDITABLE (entry);
  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_PRIVATE
                                                | GTK_INPUT_HINT_NO_EMOJI);
  gtk_editable_set_enable_undo (self->code, FALSE);
  gtk_editable_set_width_chars (self->code, CODE_CHARS);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_add_css_class (entry, "monospace");
  /* Groups of digits would change places where one reads from right to left. */
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (self->code)), GTK_TEXT_DIR_LTR);
  if (code != NULL)
    gtk_editable_set_text (self->code, spare_secret_peek_text (code));
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);

  return entry;
}

static GtkWidget *
add_number (SpareTakeRow *self,
            const char   *number)
{
  GtkWidget *entry = gtk_entry_new ();

  self->number = GTK_EDITABLE (entry);
  gtk_entry_set_max_length (GTK_ENTRY (entry), NUMBER_MAX);
  gtk_editable_set_width_chars (self->number, NUMBER_CHARS);
  gtk_editable_set_max_width_chars (self->number, NUMBER_CHARS);
  gtk_editable_set_alignment (self->number, 1);
  gtk_editable_set_text (self->number, number != NULL ? number : "");
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);

  return entry;
}

static void
add_unsure (SpareTakeRow *self,
            GtkWidget    *box)
{
  GtkWidget *label = gtk_label_new (_("Unlike the others. Tick it if it is a code."));

  self->taken = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_check_button_set_child (self->taken, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->taken), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->taken));
  g_signal_connect_object (self->taken, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
spare_take_row_new (SpareSecret *code,
                    const char  *number,
                    gboolean     used,
                    gboolean     unsure)
{
  SpareTakeRow *self = g_object_new (SPARE_TYPE_TAKE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (line), add_number (self, number));
  gtk_box_append (GTK_BOX (line), add_code (self, code));
  self->used = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_active (self->used, used);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->used), _("Used Already"));
  g_signal_connect_object (self->used, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->used));
  self->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->remove, _("Remove"));
  gtk_widget_add_css_class (self->remove, "flat");
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->remove);
  gtk_box_append (GTK_BOX (box), line);
  if (unsure)
    add_unsure (self, box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);

  return GTK_WIDGET (self);
}

/* @name: (transfer full) */
static void
name_widget (gpointer widget,
             char    *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

void
spare_take_row_set_place (SpareTakeRow *self,
                          guint         place)
{
  g_autofree char *of_place = g_strdup_printf ("%u", place);
  const char *own = gtk_editable_get_text (self->number);
  const char *number = *own != '\0' ? own : of_place;

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->number), of_place);
  /* Translators: for screen readers; %s is the number of a backup code. */
  name_widget (self->number, g_strdup_printf (_("Number of code %s"), number));
  /* Translators: for screen readers; %s is the number of a backup code. */
  name_widget (self->code, g_strdup_printf (_("Code %s"), number));
  /* Translators: for screen readers; %s is the number of a backup code. */
  name_widget (self->used, g_strdup_printf (_("Code %s is used already"), number));
  /* Translators: for screen readers; %s is the number of a backup code. */
  name_widget (self->remove, g_strdup_printf (_("Remove code %s"), number));
}

SpareSecret *
spare_take_row_dup_code (SpareTakeRow *self)
{
  const char *text = gtk_editable_get_text (self->code);
  gsize length;

  if (spare_take_row_get_waits (self))
    return NULL;

  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return length > 0 ? spare_secret_new (text, length) : NULL;
}

char *
spare_take_row_dup_number (SpareTakeRow *self)
{
  g_autofree char *number = g_strstrip (g_strdup (gtk_editable_get_text (self->number)));

  return *number != '\0' ? g_steal_pointer (&number) : NULL;
}

gboolean
spare_take_row_get_used (SpareTakeRow *self)
{
  return gtk_check_button_get_active (self->used);
}

gboolean
spare_take_row_get_waits (SpareTakeRow *self)
{
  return self->taken != NULL && !gtk_check_button_get_active (self->taken);
}

void
spare_take_row_wipe (SpareTakeRow *self)
{
  gtk_editable_set_text (self->code, "");
}
