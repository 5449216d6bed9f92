/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-state-page.h"

#include <glib/gi18n.h>

/* A quick start must not flash a spinner. */
#define SPINNER_MS 300

struct _SpareStatePage
{
  AdwBin         parent_instance;

  AdwStatusPage *page;
  GtkSpinner    *spinner;
  GtkButton     *first;
  GtkButton     *second;
  GtkLabel      *details;

  guint          spinner_timer;
};

G_DEFINE_FINAL_TYPE (SpareStatePage, spare_state_page, ADW_TYPE_BIN)

/* One page; text that is NULL leaves its place out. */
typedef struct
{
  const char *icon;
  const char *title;
  const char *text;
  const char *first;
  const char *first_action;
  const char *second;
  const char *second_action;
} Page;

static void
stop_spinner (SpareStatePage *self)
{
  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
set_button (GtkButton  *button,
            const char *label,
            const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_button_set_label (button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
show_page (SpareStatePage *self,
           const Page     *page,
           const char     *details)
{
  g_autofree char *text = page->text != NULL ? g_markup_escape_text (page->text, -1) : NULL;

  stop_spinner (self);
  adw_status_page_set_icon_name (self->page, page->icon);
  adw_status_page_set_title (self->page, page->title != NULL ? page->title : "");
  adw_status_page_set_description (self->page, text);
  set_button (self->first, page->first, page->first_action);
  set_button (self->second, page->second, page->second_action);
  gtk_label_set_text (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details), details != NULL);
}

static void
spinner_cb (gpointer user_data)
{
  SpareStatePage *self = user_data;

  self->spinner_timer = 0;
  adw_status_page_set_title (self->page, _("Opening the Keyring"));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
}

static void
show_loading (SpareStatePage *self)
{
  show_page (self, &(Page){ 0 }, NULL);
  self->spinner_timer = g_timeout_add_once (SPINNER_MS, spinner_cb, self);
}

/* A process name, cut off by the kernel, as people know the program. */
static const char *
get_keyring_name (const char *provider)
{
  static const struct
  {
    const char *process;
    const char *name;
  } keyrings[] = {
    { "gnome-keyring", "GNOME Keyring" },
    { "kwalletd", "KWallet" },
    { "ksecretd", "KWallet" },
    { "keepassxc", "KeePassXC" },
    { "oo7-daemon", "oo7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keyrings); i++)
    {
      if (g_str_has_prefix (provider, keyrings[i].process))
        return keyrings[i].name;
    }

  return provider;
}

static char *
dup_missing_text (SpareVault *vault)
{
  guint expected = spare_vault_get_expected (vault);
  guint found = spare_vault_get_found (vault);
  const char *provider = spare_vault_get_provider (vault);
  g_autofree char *known = NULL;
  g_autofree char *here = NULL;
  g_autofree char *where = NULL;

  if (expected == 0)
    return g_strdup (_("Sparekey’s own note of what this keyring should hold is damaged, and the keyring "
                       "holds no accounts.\n\nIf you have used Sparekey before, start the keyring that you "
                       "usually use, and look again."));

  /* Translators: the first part of "Sparekey knows of 5 accounts. This keyring holds none." */
  known = g_strdup_printf (ngettext ("Sparekey saved %u record on this computer.",
                                     "Sparekey saved %u records on this computer.", expected),
                           expected);
  here = found == 0
           ? g_strdup (_("This keyring holds none."))
           : g_strdup_printf (ngettext ("This keyring holds %u.", "This keyring holds %u.", found),
                              found);
  /* Without a keyring service, libsecret itself keeps the file. */
  if (provider != NULL && !g_str_equal (provider, "libsecret"))
    /* Translators: %s is a program, such as GNOME Keyring. */
    where = g_strdup_printf (_(" The keyring then was %s."), get_keyring_name (provider));

  return g_strconcat (known, where != NULL ? where : "", " ", here, "\n\n",
                      _("This happens when another wallet answers, or when the keyring was reset. "
                        "Sparekey deleted nothing. If you usually use another wallet or desktop "
                        "session, start it, and look again."), NULL);
}

static void
show_missing (SpareStatePage *self,
              SpareVault     *vault)
{
  g_autofree char *text = dup_missing_text (vault);

  show_page (self, &(Page){
    .icon = "dialog-warning-symbolic",
    .title = _("Your Accounts Are Not in This Keyring"),
    .text = text,
    .first = _("_Look Again"), .first_action = "win.reload",
    .second = _("_Use This Keyring as It Is…"), .second_action = "win.accept",
  }, NULL);
}

static void
show_foreign (SpareStatePage *self)
{
  show_page (self, &(Page){
    .icon = "dialog-warning-symbolic",
    .title = _("The Keyring’s Key Has Changed"),
    .text = _("The keyring file holds records that the present key does not open. The key is kept "
              "by the login keyring: a new or reset login keyring has another one.\n\n"
              "Sparekey deleted nothing. If you can bring back the old login keyring, do that "
              "first, and look again."),
    .first = _("_Look Again"), .first_action = "win.reload",
    .second = _("_Use This Keyring as It Is…"), .second_action = "win.accept",
  }, NULL);
}

static void
show_trouble (SpareStatePage  *self,
              SpareVaultState  state,
              const char      *details)
{
  switch (state)
    {
    case SPARE_VAULT_LOCKED:
      show_page (self, &(Page){
        .icon = "system-lock-screen-symbolic",
        .title = _("The Keyring Is Locked"),
        .text = _("Your accounts are in it, and nothing is wrong. Unlock it to see your codes."),
        .first = _("_Unlock"), .first_action = "win.unlock",
      }, NULL);
      break;

    case SPARE_VAULT_DISMISSED:
      show_page (self, &(Page){
        .icon = "system-lock-screen-symbolic",
        .title = _("The Keyring Is Still Locked"),
        .text = _("Its question was closed without a password. Your accounts are in it, and "
                  "nothing was changed."),
        .first = _("_Try Again"), .first_action = "win.unlock",
      }, NULL);
      break;

    case SPARE_VAULT_NO_SERVICE:
      show_page (self, &(Page){
        .icon = "dialog-warning-symbolic",
        .title = _("No Keyring Is Running"),
        .text = _("Sparekey keeps accounts in the keyring of your desktop, and none answers. "
                  "Nothing was changed.\n\nStart GNOME Keyring, KWallet or KeePassXC, or install "
                  "one of them, and look again."),
        .first = _("_Look Again"), .first_action = "win.reload",
      }, details);
      break;

    case SPARE_VAULT_DAMAGED:
      show_page (self, &(Page){
        .icon = "dialog-error-symbolic",
        .title = _("The Keyring File Is Damaged"),
        .text = _("It cannot be read as a keyring. Sparekey leaves it as it is, so that it can be "
                  "repaired.\n\nPut back a copy of the file from a backup, and look again. Without "
                  "one, go back to its state before the last change."),
        .first = _("_Look Again"), .first_action = "win.reload",
        .second = _("_Go Back One Change…"), .second_action = "win.accept",
      }, details);
      break;

    default:
      show_page (self, &(Page){
        .icon = "dialog-error-symbolic",
        .title = _("The Keyring Cannot Be Read"),
        .text = _("The keyring answered with an error. Nothing was changed."),
        .first = _("_Try Again"), .first_action = "win.reload",
      }, details);
      break;
    }
}

static void
spare_state_page_dispose (GObject *object)
{
  SpareStatePage *self = SPARE_STATE_PAGE (object);

  g_clear_handle_id (&self->spinner_timer, g_source_remove);

  G_OBJECT_CLASS (spare_state_page_parent_class)->dispose (object);
}

static void
spare_state_page_class_init (SpareStatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_state_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-state-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareStatePage, page);
  gtk_widget_class_bind_template_child (widget_class, SpareStatePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SpareStatePage, first);
  gtk_widget_class_bind_template_child (widget_class, SpareStatePage, second);
  gtk_widget_class_bind_template_child (widget_class, SpareStatePage, details);
}

static void
spare_state_page_init (SpareStatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
spare_state_page_show_vault (SpareStatePage *self,
                             SpareVault     *vault)
{
  SpareVaultState state = spare_vault_get_state (vault);
  const GError *error = spare_vault_get_error (vault);

  switch (state)
    {
    case SPARE_VAULT_LOADING:
    case SPARE_VAULT_READY:
      show_loading (self);
      break;
    case SPARE_VAULT_MISSING:
      show_missing (self, vault);
      break;
    case SPARE_VAULT_FOREIGN:
      show_foreign (self);
      break;
    case SPARE_VAULT_LOCKED:
    case SPARE_VAULT_DISMISSED:
    case SPARE_VAULT_NO_SERVICE:
    case SPARE_VAULT_DAMAGED:
    case SPARE_VAULT_FAILED:
    default:
      show_trouble (self, state, error != NULL ? error->message : NULL);
      break;
    }
}

void
spare_state_page_show_empty (SpareStatePage *self)
{
  show_page (self, &(Page){
    .icon = "io.github.sparekey.Sparekey-symbolic",
    .title = _("Add Your First Account"),
    .text = _("Sparekey shows the codes that services ask for beside a password. Accounts stay in "
              "the keyring of this computer; nothing is sent anywhere.\n\n"
              "At the service, look for “two-factor authentication” or “authenticator app”."),
    .first = _("_Add Account"), .first_action = "win.add",
    .second = _("_Import Accounts…"), .second_action = "win.import",
  }, NULL);
}

void
spare_state_page_show_no_results (SpareStatePage *self,
                                  const char     *search)
{
  g_autofree char *text = NULL;

  if (search != NULL && *search != '\0')
    /* Translators: %s is what was typed in the search entry. */
    text = g_strdup_printf (_("No account has “%s” in its service, name, tags or note."), search);

  show_page (self, &(Page){
    .icon = "edit-find-symbolic",
    .title = _("No Results"),
    .text = text != NULL ? text : _("No account has this tag."),
    .first = _("_Show All Accounts"), .first_action = "win.clear-search",
  }, NULL);
}

void
spare_state_page_show_self_test (SpareStatePage *self)
{
  show_page (self, &(Page){
    .icon = "dialog-error-symbolic",
    .title = _("Sparekey Cannot Make Codes Here"),
    .text = _("A check with published examples gave wrong codes, so none are shown. Your accounts "
              "are safe in the keyring and were not changed.\n\n"
              "Install Sparekey again. If that does not help, please report it, with the name of "
              "your system."),
  }, NULL);
}

void
spare_state_page_rest (SpareStatePage *self)
{
  stop_spinner (self);
}
