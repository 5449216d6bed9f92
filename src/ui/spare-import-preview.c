/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-preview.h"

#include <glib/gi18n.h>

#include "spare-import-reader.h"
#include "spare-import-row.h"
#include "spare-messages.h"

struct _SpareImportPreview
{
  GtkWidget        parent_instance;

  GtkWidget       *head;
  GtkWidget       *head_content;
  GtkWidget       *found;
  GtkLabel        *format;
  GtkLabel        *summary;
  GtkLabel        *remark;
  GtkWidget       *parts_box;
  GtkLabel        *parts;
  GtkWidget       *camera;
  GtkWidget       *restore;
  GtkCheckButton  *merge;
  GtkCheckButton  *replace;
  AdwActionRow    *replace_row;
  GtkWidget       *preferences_row;
  GtkCheckButton  *preferences;
  GtkWidget       *tools;
  GtkWidget       *twins_box;
  GtkDropDown     *twins;
  GtkListView     *list;

  SpareImportPlan *plan;
  guint            hidden_notes;
  gboolean         has_all;
  gboolean         showing; /* the widgets change, not the person's mind */
};

G_DEFINE_FINAL_TYPE (SpareImportPreview, spare_import_preview, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  MORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const SpareImportAction actions[] = { SPARE_IMPORT_SKIP, SPARE_IMPORT_KEEP, SPARE_IMPORT_REPLACE };

/* The rows: choices, and below them problems as plain text, "label\nsentence". */

static GtkWidget *
problem_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE,
                                       "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

      gtk_widget_add_css_class (label, i == 0 ? "service" : "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "problem");

  return box;
}

static void
problem_bind (GtkWidget  *box,
              const char *text)
{
  GtkWidget *title = gtk_widget_get_first_child (box);
  g_auto(GStrv) parts = g_strsplit (text, "\n", 2);

  gtk_label_set_text (GTK_LABEL (title), parts[0]);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), parts[1] != NULL ? parts[1] : "");
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         SpareImportPreview       *self)
{
  GObject *object = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);

  if (SPARE_IS_IMPORT_CHOICE (object))
    {
      if (!SPARE_IS_IMPORT_ROW (child))
        gtk_list_item_set_child (item, child = spare_import_row_new ());
      spare_import_row_bind (SPARE_IMPORT_ROW (child), SPARE_IMPORT_CHOICE (object), self->hidden_notes);
    }
  else
    {
      if (child == NULL || SPARE_IS_IMPORT_ROW (child))
        gtk_list_item_set_child (item, child = problem_new ());
      problem_bind (child, gtk_string_object_get_string (GTK_STRING_OBJECT (object)));
    }
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           SpareImportPreview       *self)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (SPARE_IS_IMPORT_ROW (child))
    spare_import_row_bind (SPARE_IMPORT_ROW (child), NULL, 0);
}

static void
activate_cb (SpareImportPreview *self,
             guint               position)
{
  g_autoptr(GObject) object = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  if (!SPARE_IS_IMPORT_CHOICE (object))
    return;

  spare_import_choice_set_selected (SPARE_IMPORT_CHOICE (object),
                                    !spare_import_choice_get_selected (SPARE_IMPORT_CHOICE (object)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
dup_problem (const char *label,
             const char *sentence)
{
  g_autofree char *title = g_strdelimit (g_strdup (*label != '\0' ? label : _("Without a Name")), "\r\n", ' ');

  return g_strconcat (title, "\n", sentence, NULL);
}

static GListModel *
list_problems (const SpareImport *import,
               GPtrArray         *failures)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < failures->len; i++)
    {
      SpareImportFailure *failure = g_ptr_array_index (failures, i);
      gboolean other = failure->picture
                       && g_error_matches (failure->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_UNKNOWN);
      g_autofree char *sentence = other ? g_strdup (_("The QR code in this picture is for something else. Choose "
                                                      "the one that sets up an authenticator app."))
                                        : spare_message_for_reading (failure->error);

      gtk_string_list_take (list, dup_problem (failure->name, sentence));
    }
  for (guint i = 0; i < import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (import->entries, i);
      g_autofree char *sentence = entry->problem != NULL ? spare_message_for_error (entry->problem) : NULL;

      if (sentence != NULL)
        gtk_string_list_take (list, dup_problem (entry->label, sentence));
    }

  return G_LIST_MODEL (list);
}

/* What is done with each twin, as it stands in the drop-down; invalid where
 * that differs. */
static guint
find_twins_action (GListModel *choices)
{
  guint found = G_N_ELEMENTS (actions);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(SpareImportChoice) choice = g_list_model_get_item (choices, i);
      guint at = 0;

      if (spare_import_choice_get_twin (choice) == NULL
          || (spare_import_choice_get_entry (choice)->notes & SPARE_IMPORT_NOTE_TRASHED) != 0)
        continue;
      while (at + 1 < G_N_ELEMENTS (actions) && actions[at] != spare_import_choice_get_action (choice))
        at++;
      if (found != G_N_ELEMENTS (actions) && at != found)
        return GTK_INVALID_LIST_POSITION;
      found = at;
    }

  return found < G_N_ELEMENTS (actions) ? found : 0;
}

/* What is true of every account is said once. */
static gboolean
all_assume_period (const SpareImport *import)
{
  for (guint i = 0; i < import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (import->entries, i);

      if (entry->account != NULL && (entry->notes & SPARE_IMPORT_NOTE_PERIOD_ASSUMED) == 0)
        return FALSE;
    }

  return import->entries->len > 0;
}

/* (nullable) @format */
static const char *
get_name (const SpareFormat *format)
{
  if (format == NULL)
    return "";
  if (g_str_equal (spare_format_get_id (format), "otpauth"))
    return _("Setup Links");

  return _(spare_format_get_name (format));
}

/* Those that there is no need to take in, by where they are. */
static void
append_twins (GString                *text,
              const SpareImportTwins *twins)
{
  if (twins->in_use > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u is already there", "%u are already there", twins->in_use),
                              twins->in_use);
    }
  if (twins->in_bin > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u is in your bin", "%u are in your bin", twins->in_bin),
                              twins->in_bin);
    }
  if (twins->in_file > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u is the same as another one", "%u are the same as others",
                                              twins->in_file), twins->in_file);
    }
}

static void
show_summary (SpareImportPreview *self,
              const SpareImport  *import,
              guint               n_problems)
{
  guint n = g_list_model_get_n_items (spare_import_plan_get_choices (self->plan));
  SpareImportTwins twins = spare_import_plan_count_twins (self->plan, FALSE);
  g_autoptr(GString) text = g_string_new (NULL);

  self->has_all = n > 0 && twins.in_use == n && n_problems == 0;
  g_string_append_printf (text, ngettext ("%u account", "%u accounts", n), n);
  if (self->has_all)
    g_string_append_printf (text, " · %s", _("You have all of these already."));
  else
    append_twins (text, &twins);
  if (n_problems > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u cannot be taken in: see the end of the list",
                                              "%u cannot be taken in: see the end of the list", n_problems),
                              n_problems);
    }
  if (import->others > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u entry without codes is left out",
                                              "%u entries without codes are left out", import->others),
                              import->others);
    }
  gtk_label_set_text (self->summary, text->str);
  gtk_label_set_text (self->format, get_name (import->format));
  gtk_widget_set_visible (self->twins_box, twins.in_use + twins.in_bin + twins.in_file > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), self->hidden_notes != 0);
  gtk_label_set_text (self->remark, _("Transfer codes do not say how long a code is valid. Google Authenticator "
                                      "always uses 30 seconds, so these accounts get the same."));
}

static void
show_parts (SpareImportPreview *self,
            const SpareImport  *import)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->parts_box, import->parts_read < import->parts);
  if (import->parts_read >= import->parts)
    return;

  /* Translators: how many QR codes that belong together were read, such as "2 of 3 codes read." */
  text = g_strdup_printf (ngettext ("%u of %u code read. Show the next one on the phone and read it here, or go on "
                                    "without it.",
                                    "%u of %u codes read. Show the next one on the phone and read it here, or go "
                                    "on without it.", import->parts),
                          import->parts_read, import->parts);
  gtk_label_set_text (self->parts, text);
}

static void
mode_cb (SpareImportPreview *self)
{
  gboolean replaces = spare_import_preview_get_replaces (self);

  /* The ticks have no say there. */
  gtk_widget_set_visible (self->found, !replaces);
  gtk_widget_set_visible (self->tools, !replaces);
  gtk_check_button_set_active (self->preferences, replaces);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_restore (SpareImportPreview *self,
              const SpareImport  *import,
              gboolean            whole)
{
  gboolean preferences = whole && import->bundle->preferences != NULL;

  gtk_widget_set_visible (self->restore, whole);
  gtk_check_button_set_active (self->merge, TRUE);
  gtk_check_button_set_active (self->preferences, FALSE);
  gtk_widget_set_visible (self->preferences_row, preferences);
  if (whole)
    {
      guint n = spare_import_plan_count_leaving (self->plan);
      g_autofree char *text = n > 0 ? g_strdup_printf (ngettext ("%u account that is not in the backup goes to the bin. "
                                                                 "Nothing is erased",
                                                                 "%u accounts that are not in the backup go to the "
                                                                 "bin. Nothing is erased", n), n)
                                    : g_strdup (_("Every account here is in the backup. Nothing is erased"));

      adw_action_row_set_subtitle (self->replace_row, text);
    }
}

static void
twins_cb (SpareImportPreview *self)
{
  guint selected = gtk_drop_down_get_selected (self->twins);

  if (self->plan == NULL || self->showing || selected >= G_N_ELEMENTS (actions))
    return;

  spare_import_plan_set_twins (self->plan, actions[selected]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
select_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  SpareImportPreview *self = SPARE_IMPORT_PREVIEW (widget);

  spare_import_plan_select_all (self->plan, g_str_equal (name, "preview.select-all"));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[CHANGED], 0);
}

static void
more_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *from)
{
  g_signal_emit (widget, signals[MORE], 0, g_variant_get_string (from, NULL));
}

static GtkSizeRequestMode
spare_import_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
spare_import_preview_measure (GtkWidget     *widget,
                              GtkOrientation orientation,
                              int            for_size,
                              int           *minimum,
                              int           *natural,
                              int           *minimum_baseline,
                              int           *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int usual;

      gtk_widget_measure (child, orientation, for_size, &least, &usual, NULL, NULL);
      *minimum = across ? MAX (*minimum, least) : *minimum + least;
      *natural = across ? MAX (*natural, usual) : *natural + usual;
    }
}

/* The head is as high as it needs to be at this width, which a scrolled window
 * does not ask, and scrolls only where the list would get too little. */
static void
spare_import_preview_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  SpareImportPreview *self = SPARE_IMPORT_PREVIEW (widget);
  int least_head;
  int head;
  int tools;
  int list;

  gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, width, &least_head, NULL, NULL, NULL);
  gtk_widget_measure (self->head_content, GTK_ORIENTATION_VERTICAL, width, NULL, &head, NULL, NULL);
  gtk_widget_measure (self->tools, GTK_ORIENTATION_VERTICAL, width, &tools, NULL, NULL, NULL);
  gtk_widget_measure (self->found, GTK_ORIENTATION_VERTICAL, width, &list, NULL, NULL, NULL);
  head = MAX (MIN (head, height - tools - list), least_head);
  gtk_widget_size_allocate (self->head, &(GtkAllocation){ 0, 0, width, head }, -1);
  gtk_widget_size_allocate (self->tools, &(GtkAllocation){ 0, head, width, tools }, -1);
  gtk_widget_size_allocate (self->found, &(GtkAllocation){ 0, head + tools, width, MAX (height - head - tools, list) }, -1);
}

static void
spare_import_preview_dispose (GObject *object)
{
  SpareImportPreview *self = SPARE_IMPORT_PREVIEW (object);
  GtkWidget *child;

  g_clear_object (&self->plan);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (spare_import_preview_parent_class)->dispose (object);
}

static void
spare_import_preview_class_init (SpareImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_import_preview_dispose;
  widget_class->get_request_mode = spare_import_preview_get_request_mode;
  widget_class->measure = spare_import_preview_measure;
  widget_class->size_allocate = spare_import_preview_size_allocate;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MORE] = g_signal_new ("more", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-import-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, head);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, head_content);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, found);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, format);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, summary);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, remark);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, parts_box);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, parts);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, camera);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, restore);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, merge);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, replace);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, replace_row);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, preferences_row);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, preferences);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, tools);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, twins_box);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, twins);
  gtk_widget_class_bind_template_child (widget_class, SpareImportPreview, list);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, twins_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "preview.select-all", NULL, select_cb);
  gtk_widget_class_install_action (widget_class, "preview.select-none", NULL, select_cb);
  gtk_widget_class_install_action (widget_class, "preview.changed", NULL, changed_cb);
  gtk_widget_class_install_action (widget_class, "preview.more", "s", more_cb);
}

static void
spare_import_preview_init (SpareImportPreview *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}

void
spare_import_preview_set_plan (SpareImportPreview *self,
                               SpareImportPlan    *plan,
                               GPtrArray          *failures,
                               gboolean            whole)
{
  GListStore *lists;
  g_autoptr(GListModel) problems = NULL;
  g_autoptr(GtkSelectionModel) model = NULL;
  const SpareImport *import;

  gtk_list_view_set_model (self->list, NULL);
  g_set_object (&self->plan, plan);
  if (plan == NULL)
    return;

  import = spare_import_plan_get_import (plan);
  self->hidden_notes = import->parts > 0 && all_assume_period (import) ? SPARE_IMPORT_NOTE_PERIOD_ASSUMED : 0;
  problems = list_problems (import, failures);
  show_summary (self, import, g_list_model_get_n_items (problems));
  show_parts (self, import);
  show_restore (self, import, whole && import->bundle != NULL);
  self->showing = TRUE;
  gtk_drop_down_set_selected (self->twins, find_twins_action (spare_import_plan_get_choices (plan)));
  self->showing = FALSE;

  lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (lists, spare_import_plan_get_choices (plan));
  g_list_store_append (lists, problems);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (
    G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)))));
  gtk_list_view_set_model (self->list, model);
}

void
spare_import_preview_set_camera (SpareImportPreview *self,
                                 gboolean            present)
{
  gtk_widget_set_visible (self->camera, present);
}

void
spare_import_preview_set_mode (SpareImportPreview *self,
                               gboolean            replaces,
                               gboolean            preferences)
{
  if (!gtk_widget_get_visible (self->restore))
    return;

  gtk_check_button_set_active (replaces ? self->replace : self->merge, TRUE);
  gtk_check_button_set_active (self->preferences, preferences);
}

gboolean
spare_import_preview_has_all (SpareImportPreview *self)
{
  return self->has_all;
}

gboolean
spare_import_preview_get_replaces (SpareImportPreview *self)
{
  return gtk_widget_get_visible (self->restore) && gtk_check_button_get_active (self->replace);
}

gboolean
spare_import_preview_get_preferences (SpareImportPreview *self)
{
  return gtk_widget_get_visible (self->restore) && gtk_widget_get_visible (self->preferences_row)
         && gtk_check_button_get_active (self->preferences);
}
