/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-take-review.h"

#include <glib/gi18n.h>

#include "spare-account-chooser.h"
#include "spare-code-facts.h"
#include "spare-secret-view.h"
#include "spare-take-review-private.h"
#include "spare-take-row.h"
#include "spare-words.h"

#define LEFT_MAX 100 /* lines that are shown of those left out */

struct _SpareTakeReview
{
  GtkWidget            parent_instance;

  SpareAccountChooser *chooser;
  GtkLabel            *summary;
  GtkLabel            *count_hint;
  GtkLabel            *twin_hint;
  GtkListBox          *rows;
  GtkWidget           *add;
  GtkWidget           *left_group;
  AdwExpanderRow      *left;
  GtkWidget           *replace_group;
  AdwActionRow        *replace_row;
  GtkSwitch           *replace;
  SpareCodeFacts      *facts;

  SpareVault          *vault;     /* (nullable) */
  GPtrArray           *left_rows; /* borrowed */
  GPtrArray           *sets;      /* (nullable): of the account, that count */
  gboolean             fixed;     /* the account was given */
  gboolean             replace_said;
  gboolean             showing;   /* the widgets change, not the person's mind */
};

G_DEFINE_FINAL_TYPE (SpareTakeReview, spare_take_review, GTK_TYPE_WIDGET)

static guint changed_signal;

static SpareTakeRow *
get_row (SpareTakeReview *self,
         guint            at)
{
  return SPARE_TAKE_ROW (gtk_list_box_get_row_at_index (self->rows, (int) at));
}

static GPtrArray *
dup_codes (SpareTakeReview *self)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  SpareTakeRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      SpareSecret *code = spare_take_row_dup_code (row);

      if (code != NULL)
        g_ptr_array_add (codes, code);
    }

  return codes;
}

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static const SpareService *
find_service (SpareTakeReview *self,
              SpareAccount    *account)
{
  return account != NULL ? spare_service_find (spare_account_get_service (account)) : NULL;
}

static void
update_hints (SpareTakeReview *self)
{
  g_autoptr(SpareAccount) account = spare_account_chooser_dup_account (self->chooser);
  const SpareService *service = find_service (self, account);
  g_autoptr(GPtrArray) codes = dup_codes (self);
  g_autofree char *summary = g_strdup_printf (ngettext ("%u Code", "%u Codes", codes->len), codes->len);
  g_autofree char *hint = spare_take_review_dup_count_hint (service, codes->len);
  g_autofree char *twin = spare_take_review_dup_twin_hint (self->vault, codes);

  gtk_label_set_text (self->summary, codes->len > 0 ? summary : _("No Codes Yet"));
  set_text (self->count_hint, hint);
  set_text (self->twin_hint, twin);
}

static void
changed (SpareTakeReview *self)
{
  guint place = 0;
  SpareTakeRow *row;

  if (self->showing)
    return;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      g_autoptr(SpareSecret) code = spare_take_row_dup_code (row);

      spare_take_row_set_place (row, place + 1);
      place += code != NULL;
    }
  update_hints (self);
  g_signal_emit (self, changed_signal, 0);
}

/* Sets of the account that are not void. */
static void
find_sets (SpareTakeReview *self,
           SpareAccount    *account)
{
  g_autoptr(GPtrArray) all = NULL;

  g_clear_pointer (&self->sets, g_ptr_array_unref);
  self->sets = g_ptr_array_new_with_free_func (g_object_unref);
  if (account == NULL)
    return;

  all = spare_code_set_list (spare_vault_get_things (self->vault), spare_account_get_id (account));
  for (guint i = 0; i < all->len; i++)
    {
      SpareThing *set = g_ptr_array_index (all, i);

      if (spare_code_set_get_void (set) == SPARE_VOID_NOT)
        g_ptr_array_add (self->sets, g_object_ref (set));
    }
}

static void
account_cb (SpareTakeReview *self)
{
  g_autoptr(SpareAccount) account = NULL;
  const SpareService *service;
  g_autofree char *subtitle = NULL;

  if (self->vault == NULL)
    return;

  account = spare_account_chooser_dup_account (self->chooser);
  service = find_service (self, account);
  find_sets (self, account);
  spare_code_facts_set_service (self->facts, service);
  gtk_widget_set_visible (self->replace_group, self->sets->len > 0);
  subtitle = spare_take_review_dup_replace_hint (service, self->sets);
  adw_action_row_set_subtitle (self->replace_row, subtitle);
  self->showing = TRUE;
  /* Whoever comes from an account with codes has got new ones there. */
  if (!self->replace_said)
    gtk_switch_set_active (self->replace,
                           (self->fixed && self->sets->len > 0)
                             || spare_service_get_answer (service, SPARE_SERVICE_NEW_VOIDS) == SPARE_ANSWER_YES);
  self->showing = FALSE;
  update_hints (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
replace_cb (SpareTakeReview *self)
{
  if (!self->showing)
    self->replace_said = TRUE;
}

/* The rows. */

static void add_row (SpareTakeReview *self,
                     int              at,
                     SpareSecret     *code,
                     const char      *number,
                     gboolean         used,
                     gboolean         unsure);

static void
add_cb (SpareTakeReview *self)
{
  guint n = 0;

  while (get_row (self, n) != NULL)
    n++;
  add_row (self, -1, NULL, NULL, FALSE, FALSE);
  changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, n)));
}

static void
enter_cb (SpareTakeReview *self,
          SpareTakeRow    *row)
{
  SpareTakeRow *next = get_row (self, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
  g_autoptr(SpareSecret) code = spare_take_row_dup_code (row);

  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else if (code != NULL)
    add_cb (self);
}

static void
remove_cb (SpareTakeReview *self,
           SpareTakeRow    *row)
{
  int at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  SpareTakeRow *other;

  self->showing = TRUE;
  spare_take_row_wipe (row);
  gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  self->showing = FALSE;
  changed (self);
  other = get_row (self, (guint) at);
  if (other == NULL && at > 0)
    other = get_row (self, (guint) at - 1);
  gtk_widget_grab_focus (other != NULL ? GTK_WIDGET (other) : self->add);
}

static void
add_row (SpareTakeReview *self,
         int              at,
         SpareSecret     *code,
         const char      *number,
         gboolean         used,
         gboolean         unsure)
{
  GtkWidget *row = spare_take_row_new (code, number, used, unsure);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_insert (self->rows, row, at);
}

/* What was left out. */

typedef struct
{
  SpareTakeReview *review;
  GtkWidget       *row;
  SpareSecret     *text;
  guint            before; /* how many codes of the text come before it */
} LeftOut;

static void
left_out_free (gpointer  data,
               GClosure *closure)
{
  LeftOut *left = data;

  spare_secret_unref (left->text);
  g_free (left);
}

static void
show_left (SpareTakeReview *self,
           guint            n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u Line Left Out", "%u Lines Left Out", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->left), title);
  gtk_widget_set_visible (self->left_group, n > 0);
}

static void
take_cb (LeftOut *left)
{
  SpareTakeReview *self = left->review;
  guint n = 0;
  guint at;

  while (get_row (self, n) != NULL)
    n++;
  at = MIN (left->before, n);
  add_row (self, (int) at, left->text, NULL, FALSE, FALSE);
  g_ptr_array_remove (self->left_rows, left->row);
  show_left (self, self->left_rows->len);
  changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, at)));
  /* Ends what this was told with. */
  adw_expander_row_remove (self->left, left->row);
}

static const char *
describe (SpareCodeTextKind kind)
{
  switch (kind)
    {
    case SPARE_CODE_TEXT_ADDRESS:
      return _("An address");
    case SPARE_CODE_TEXT_DATE:
      return _("A date");
    case SPARE_CODE_TEXT_CODE:
    case SPARE_CODE_TEXT_UNSURE:
    case SPARE_CODE_TEXT_PROSE:
    default:
      return _("A sentence or a heading");
    }
}

static void
add_left (SpareTakeReview         *self,
          const SpareCodeTextPart *part,
          guint                    before)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *text = g_object_new (SPARE_TYPE_SECRET_VIEW, NULL);
  GtkWidget *kind = g_object_new (GTK_TYPE_LABEL, "label", describe (part->kind), "xalign", 0.0, "wrap", TRUE, NULL);
  GtkWidget *button = gtk_button_new_with_label (_("Take as Code"));
  LeftOut *left = g_new0 (LeftOut, 1);

  left->review = self;
  left->row = row;
  left->text = spare_secret_ref (part->text);
  left->before = before;
  spare_secret_view_set_text (SPARE_SECRET_VIEW (text), part->text);
  spare_secret_view_set_grouped (SPARE_SECRET_VIEW (text), FALSE);
  gtk_widget_add_css_class (kind, "caption");
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), text);
  gtk_box_append (GTK_BOX (words), kind);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "secret");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_data (button, "clicked", G_CALLBACK (take_cb), left, left_out_free, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->left, row);
  g_ptr_array_add (self->left_rows, row);
}

static void
spare_take_review_dispose (GObject *object)
{
  SpareTakeReview *self = SPARE_TAKE_REVIEW (object);
  GtkWidget *child;

  /* While they are here: GTK forgets what its own entries hold, and wipes nothing. */
  if (self->rows != NULL && gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL)
    spare_take_review_clear (self);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_object (&self->vault);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (spare_take_review_parent_class)->dispose (object);
}

static void
spare_take_review_finalize (GObject *object)
{
  g_ptr_array_unref (SPARE_TAKE_REVIEW (object)->left_rows);

  G_OBJECT_CLASS (spare_take_review_parent_class)->finalize (object);
}

static void
spare_take_review_class_init (SpareTakeReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_take_review_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_take_review_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (SPARE_TYPE_ACCOUNT_CHOOSER);
  g_type_ensure (SPARE_TYPE_CODE_FACTS);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-take-review.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, chooser);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, summary);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, count_hint);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, twin_hint);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, rows);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, add);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, left_group);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, left);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, replace_group);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, replace_row);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, replace);
  gtk_widget_class_bind_template_child (widget_class, SpareTakeReview, facts);
  gtk_widget_class_bind_template_callback (widget_class, account_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
spare_take_review_init (SpareTakeReview *self)
{
  self->left_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
spare_take_review_set_vault (SpareTakeReview *self,
                             SpareVault      *vault,
                             const char      *account_id)
{
  g_return_if_fail (SPARE_IS_TAKE_REVIEW (self));

  g_set_object (&self->vault, vault);
  self->fixed = account_id != NULL && spare_vault_find (vault, account_id) != NULL;
  spare_account_chooser_fill (self->chooser, vault);
  if (self->fixed)
    spare_account_chooser_select (self->chooser, account_id);
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), !self->fixed);
}

void
spare_take_review_clear (SpareTakeReview *self)
{
  SpareTakeRow *row;

  g_return_if_fail (SPARE_IS_TAKE_REVIEW (self));

  self->showing = TRUE;
  while ((row = get_row (self, 0)) != NULL)
    {
      spare_take_row_wipe (row);
      gtk_list_box_remove (self->rows, GTK_WIDGET (row));
    }
  for (guint i = 0; i < self->left_rows->len; i++)
    adw_expander_row_remove (self->left, g_ptr_array_index (self->left_rows, i));
  g_ptr_array_set_size (self->left_rows, 0);
  self->showing = FALSE;
}

void
spare_take_review_set_text (SpareTakeReview     *self,
                            const SpareCodeText *text,
                            const char          *file_name)
{
  gboolean any = FALSE;
  guint n = 0;
  guint n_left = 0;

  g_return_if_fail (SPARE_IS_TAKE_REVIEW (self));

  spare_take_review_clear (self);
  self->showing = TRUE;
  for (guint i = 0; text != NULL && i < text->parts->len; i++)
    any |= ((SpareCodeTextPart *) g_ptr_array_index (text->parts, i))->kind == SPARE_CODE_TEXT_CODE;
  for (guint i = 0; text != NULL && i < text->parts->len; i++)
    {
      const SpareCodeTextPart *part = g_ptr_array_index (text->parts, i);
      gboolean unsure = part->kind == SPARE_CODE_TEXT_UNSURE;

      if ((part->kind == SPARE_CODE_TEXT_CODE || unsure) && n++ < SPARE_CODE_SET_MAX)
        add_row (self, -1, part->text, part->number, part->used, unsure && any);
      else if (n_left++ < LEFT_MAX)
        add_left (self, part, MIN (n, SPARE_CODE_SET_MAX));
    }
  if (n == 0)
    add_row (self, -1, NULL, NULL, FALSE, FALSE);
  self->showing = FALSE;
  show_left (self, n_left);
  adw_expander_row_set_expanded (self->left, FALSE);

  if (!self->fixed)
    spare_account_chooser_suggest (self->chooser, file_name != NULL ? spare_service_find_by_file (file_name) : NULL,
                                   text != NULL ? text->user : NULL);
  account_cb (self);
  changed (self);
}

gboolean
spare_take_review_grab_first (SpareTakeReview *self)
{
  g_autoptr(SpareAccount) account = spare_account_chooser_dup_account (self->chooser);
  SpareTakeRow *row = get_row (self, 0);

  if (account == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->chooser));

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

guint
spare_take_review_count (SpareTakeReview *self)
{
  g_autoptr(GPtrArray) codes = NULL;

  g_return_val_if_fail (SPARE_IS_TAKE_REVIEW (self), 0);

  codes = dup_codes (self);
  return codes->len;
}

guint
spare_take_review_count_waiting (SpareTakeReview *self)
{
  SpareTakeRow *row;
  guint n = 0;

  g_return_val_if_fail (SPARE_IS_TAKE_REVIEW (self), 0);

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    n += spare_take_row_get_waits (row);

  return n;
}

SpareAccount *
spare_take_review_dup_account (SpareTakeReview *self)
{
  g_return_val_if_fail (SPARE_IS_TAKE_REVIEW (self), NULL);

  return spare_account_chooser_dup_account (self->chooser);
}

gboolean
spare_take_review_get_replaces (SpareTakeReview *self)
{
  g_return_val_if_fail (SPARE_IS_TAKE_REVIEW (self), FALSE);

  return self->sets != NULL && self->sets->len > 0 && gtk_switch_get_active (self->replace);
}

SpareThing *
spare_take_review_dup_set (SpareTakeReview *self,
                           const char      *account_id,
                           const char      *origin,
                           const char      *file_name,
                           gint64           now)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareThing) set = spare_code_set_new (id, account_id, origin, now);
  SpareTakeRow *row;
  guint n = 0;

  g_return_val_if_fail (SPARE_IS_TAKE_REVIEW (self), NULL);

  if (file_name != NULL)
    spare_code_set_set_file (set, file_name);
  spare_code_facts_apply (self->facts, set);
  spare_code_set_log (set, now, SPARE_CODE_EVENT_TAKEN_IN, NULL);
  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      g_autoptr(SpareSecret) code = spare_take_row_dup_code (row);
      g_autofree char *number = spare_take_row_dup_number (row);

      if (code == NULL || n == SPARE_CODE_SET_MAX)
        continue;
      spare_code_set_add (set, code, number);
      if (spare_take_row_get_used (row))
        spare_code_set_set_used (set, n, now, now);
      n++;
    }

  return g_steal_pointer (&set);
}
