/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-directory-group.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"
#include "spare-hint-row.h"
#include "spare-messages.h"
#include "spare-words.h"

typedef struct
{
  AdwActionRow *row;
  GtkWidget    *remove;
} Row;

struct _SpareDirectoryGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget          *import;
  GtkSpinner         *spinner;
  SpareHintRow       *result;
  Row                 rows[SPARE_DIRECTORY_N_KINDS];

  SpareWindow        *window; /* (nullable): borrowed */
};

G_DEFINE_FINAL_TYPE (SpareDirectoryGroup, spare_directory_group, ADW_TYPE_PREFERENCES_GROUP)

static SpareDirectoryKeeper *
get_keeper (SpareDirectoryGroup *self)
{
  return spare_window_get_directories (self->window);
}

static const char *
get_title (SpareDirectoryKind kind)
{
  const char *titles[] = {
    [SPARE_DIRECTORY_TWO_STEP] = _("Two-Step Sign-In"),
    [SPARE_DIRECTORY_PASSKEYS] = _("Passkeys"),
    [SPARE_DIRECTORY_PASSWORD_PAGES] = _("Pages to Change Passwords"),
    [SPARE_DIRECTORY_SHARED] = _("Domains with One Account"),
  };

  return titles[kind];
}

/* Their licences ask for this; names of files are what to look for there. */
static const char *
get_origin (SpareDirectoryKind kind)
{
  const char *origins[] = {
    [SPARE_DIRECTORY_TWO_STEP] = _("2fa.directory, © its contributors, MIT license"),
    [SPARE_DIRECTORY_PASSKEYS] = _("Passkeys directory of 2factorauth, © its contributors, CC BY 4.0"),
    [SPARE_DIRECTORY_PASSWORD_PAGES] = _("change-password-URLs.json, © Apple Inc. and its contributors, MIT license"),
    [SPARE_DIRECTORY_SHARED] = _("shared-credentials.json, © Apple Inc. and its contributors, MIT license"),
  };

  return origins[kind];
}

static char *
dup_count (const SpareDirectoryList *list)
{
  guint n = spare_directory_list_count (list);

  if (spare_directory_list_get_kind (list) == SPARE_DIRECTORY_SHARED)
    return g_strdup_printf (ngettext ("%'u group of domains", "%'u groups of domains", n), n);

  return g_strdup_printf (ngettext ("%'u domain", "%'u domains", n), n);
}

static char *
dup_state (SpareDirectoryGroup *self,
           SpareDirectoryKind   kind)
{
  SpareDirectoryList *list = spare_directory_get_list (spare_directory_keeper_get_directory (get_keeper (self)), kind);
  g_autofree char *count = NULL;
  g_autofree char *date = NULL;

  if (spare_directory_keeper_get_problem (get_keeper (self), kind) != NULL)
    return g_strdup (_("Its copy cannot be read. Import the file again, or remove it."));
  if (list == NULL)
    return g_strdup (_("Not imported"));

  count = dup_count (list);
  date = spare_words_dup_date (spare_directory_list_get_imported (list));
  /* Translators: "3,357 domains, imported from “all.json” on 22 November 2026". */
  return g_strdup_printf (_("%s, imported from “%s” on %s"), count, spare_directory_list_get_name (list), date);
}

static void
show_all (SpareDirectoryGroup *self)
{
  gboolean lost_focus = FALSE;

  if (self->window == NULL)
    return;

  for (guint kind = 0; kind < SPARE_DIRECTORY_N_KINDS; kind++)
    {
      Row *row = &self->rows[kind];
      SpareDirectory *directory = spare_directory_keeper_get_directory (get_keeper (self));
      gboolean there = spare_directory_get_list (directory, kind) != NULL
                       || spare_directory_keeper_get_problem (get_keeper (self), kind) != NULL;
      g_autofree char *state = dup_state (self, kind);
      g_autofree char *text = g_strdup_printf ("%s\n%s", state, get_origin (kind));

      adw_action_row_set_subtitle (row->row, text);
      lost_focus |= !there && gtk_widget_has_focus (row->remove);
      gtk_widget_set_visible (row->remove, there);
    }
  if (lost_focus)
    gtk_widget_grab_focus (self->import);
}

static void
set_busy (SpareDirectoryGroup *self,
          gboolean             busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

/* Kind, and what to do next. */
static char *
dup_message (const GError *error)
{
  if (g_error_matches (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_SIZE))
    return g_strdup (_("This file is larger than any of the directories. Choose the file as it was downloaded."));
  if (g_error_matches (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_NO_JSON))
    return g_strdup (_("This is no JSON file, or only a part of one. Download it again, as a file and not as a page."));
  if (g_error_matches (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_UNKNOWN))
    return g_strdup (_("This is none of the four directories below. Choose a file that was downloaded from one of "
                       "them."));
  if (g_error_matches (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_EMPTY))
    return g_strdup (_("There is no domain in this file that Sparekey can use. Download it again."));

  if (g_error_matches (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_DISK))
    return g_strdup (_("The disk is full or may not be written, so nothing was changed. Make room, and try again."));

  return spare_message_for_reading (error);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SpareDirectoryGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareDirectoryList) list =
    spare_directory_keeper_import_finish (SPARE_DIRECTORY_KEEPER (source), result, &error);
  g_autofree char *text = NULL;

  if (self->window == NULL)
    return;

  set_busy (self, FALSE);
  if (list != NULL)
    /* Translators: %s is the name of a directory, such as “Passkeys”. */
    text = g_strdup_printf (_("Imported: %s"), get_title (spare_directory_list_get_kind (list)));
  else
    text = dup_message (error);
  spare_hint_row_set (self->result, list != NULL ? SPARE_HINT_NOTE : SPARE_HINT_ERROR, text);
}

static void
file_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareDirectoryGroup) self = user_data;
  g_autoptr(GFile) file = spare_dialogs_open_file_finish (result);

  if (file == NULL || self->window == NULL)
    return;

  set_busy (self, TRUE);
  spare_hint_row_set (self->result, SPARE_HINT_NOTE, NULL);
  spare_directory_keeper_import_async (get_keeper (self), file,
                                       spare_clock_get_now (spare_window_get_clock (self->window)), imported_cb,
                                       g_object_ref (self));
}

static void
import_cb (SpareDirectoryGroup *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  spare_dialogs_open_file_async (parent, _("Choose the File of a Directory"), file_cb, g_object_ref (self));
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareDirectoryGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = spare_directory_keeper_remove_finish (SPARE_DIRECTORY_KEEPER (source), result, &error);
  g_autofree char *text = done ? g_strdup (_("Removed. To have it again, import its file.")) : dup_message (error);

  if (self->window != NULL)
    spare_hint_row_set (self->result, done ? SPARE_HINT_NOTE : SPARE_HINT_ERROR, text);
}

static void
remove_cb (SpareDirectoryGroup *self,
           GtkWidget           *button)
{
  for (guint kind = 0; self->window != NULL && kind < SPARE_DIRECTORY_N_KINDS; kind++)
    if (self->rows[kind].remove == button)
      spare_directory_keeper_remove_async (get_keeper (self), kind, removed_cb, g_object_ref (self));
}

static void
add_row (SpareDirectoryGroup *self,
         SpareDirectoryKind   kind)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is the name of a directory, such as “Passkeys”. */
  g_autofree char *label = g_strdup_printf (_("Remove: %s"), get_title (kind));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_title (kind));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  self->rows[kind] = (Row){ ADW_ACTION_ROW (row), button };
}

static void
spare_directory_group_dispose (GObject *object)
{
  g_clear_weak_pointer (&SPARE_DIRECTORY_GROUP (object)->window);

  G_OBJECT_CLASS (spare_directory_group_parent_class)->dispose (object);
}

static void
spare_directory_group_class_init (SpareDirectoryGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_directory_group_dispose;

  g_type_ensure (SPARE_TYPE_HINT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-directory-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareDirectoryGroup, import);
  gtk_widget_class_bind_template_child (widget_class, SpareDirectoryGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, SpareDirectoryGroup, result);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
}

static void
spare_directory_group_init (SpareDirectoryGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint kind = 0; kind < SPARE_DIRECTORY_N_KINDS; kind++)
    add_row (self, kind);
}

void
spare_directory_group_set_up (SpareDirectoryGroup *self,
                              SpareWindow         *window)
{
  g_return_if_fail (SPARE_IS_DIRECTORY_GROUP (self));

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (get_keeper (self), "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
}
