/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "spare-guide-window-private.h"
#include "spare-words.h"

static void
say_done (SpareGuideWindow *self,
          SpareGuideStep    step)
{
  SpareThing *changed = spare_guide_window_copy (self);

  spare_guide_set_done (changed, step);
  spare_guide_window_save (self, changed, NULL);
}

static void
say_none (SpareGuideWindow *self)
{
  SpareThing *changed = spare_guide_window_copy (self);

  spare_guide_skip (changed, SPARE_GUIDE_CODES, SPARE_GUIDE_NONE_GIVEN);
  spare_guide_window_save (self, changed, NULL);
}

static gboolean
run_action (SpareGuideWindow *self,
            const char       *action,
            const char       *parameter)
{
  gboolean done = parameter != NULL ? gtk_widget_activate_action (GTK_WIDGET (self->window), action, "s", parameter)
                                    : gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL);

  if (!done)
    spare_notice_show (self->notice, _("This is not possible now. Unlock your keyring, and try again."), NULL, NULL);

  return done;
}

/* Where two-step sign-in is turned on. */

static char *
dup_address (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);
  const char *settings = spare_service_get_text (service, SPARE_SERVICE_SETTINGS);
  const char *sign_in = spare_service_get_text (service, SPARE_SERVICE_SIGN_IN);

  if (settings != NULL || sign_in != NULL)
    return g_strdup (settings != NULL ? settings : sign_in);
  /* Who sends codes to devices has the switch on those. */
  if (service != NULL && spare_service_get_answer (service, SPARE_SERVICE_APP) != SPARE_ANSWER_NO)
    return g_strdup_printf ("https://%s/", spare_service_get_domains (service)[0]);

  return NULL;
}

static void
fill_settings (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);
  const char *const *path = spare_service_get_list (service, SPARE_SERVICE_PATH);
  const char *name = spare_guide_window_get_name (self);
  g_autofree char *address = dup_address (self);
  g_autofree char *heading = NULL;
  g_autofree char *text = NULL;

  /* Translators: %s is a service. */
  heading = g_strdup_printf (_("Sign In at %s"), name);
  gtk_label_set_text (self->heading, heading);
  if (path != NULL && address != NULL)
    text = g_strdup (_("Open it in your browser, sign in, and choose these names there, one after the other."));
  else if (path != NULL)
    /* Translators: %s is a service. */
    text = g_strdup_printf (_("On a device of yours that is signed in at %s, open these one after the other."), name);
  else
    /* Translators: %s is a service. */
    text = g_strdup_printf (_("Open %s in your browser, sign in, and look in the settings of your account for two-step "
                              "sign-in. It is often under “Security”, and also called two-factor authentication, 2FA "
                              "or two-step verification. Choose an authenticator app."), name);
  gtk_label_set_text (self->text, text);

  if (address != NULL)
    spare_guide_rows_add_address (self, _("Open in the Browser"), address);
  if (path != NULL)
    {
      GtkWidget *group = spare_guide_rows_add_group (self, address != NULL ? _("Choose There") : _("On the Device"));

      for (guint i = 0; path[i] != NULL; i++)
        {
          /* Translators: a step of several: its number, and the name of what to press. */
          g_autofree char *line = g_strdup_printf (_("%u. %s"), i + 1, path[i]);

          spare_guide_rows_add (group, NULL, line, NULL, NULL, self);
        }
      spare_guide_rows_add_source (self, SPARE_SERVICE_PATH);
    }
  else if (spare_service_get_text (service, SPARE_SERVICE_SUPPORT) != NULL)
    spare_guide_rows_add_address (self, _("Its Help"), spare_service_get_text (service, SPARE_SERVICE_SUPPORT));
  gtk_button_set_label (self->primary, _("I Am _There"));
}

/* Backup codes. */

static char *
dup_form (const SpareService *service)
{
  guint count = spare_service_get_number (service, SPARE_SERVICE_COUNT);
  const char *form = spare_service_get_text (service, SPARE_SERVICE_FORM);

  if (count > 0 && form != NULL)
    /* Translators: %u is a number of codes, %s how each looks: "8 digits". */
    return g_strdup_printf (ngettext ("%u code of %s.", "%u codes of %s each.", count), count, form);
  if (count > 0)
    return g_strdup_printf (ngettext ("%u code.", "%u codes.", count), count);
  if (form != NULL)
    /* Translators: %s is how a code looks: "25 letters and digits". */
    return g_strdup_printf (_("It looks like this: %s."), form);

  return NULL;
}

static void
fill_no_codes (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);
  const char *recovery = spare_service_get_text (service, SPARE_SERVICE_RECOVERY);
  g_autofree char *text = NULL;

  gtk_label_set_text (self->heading, _("No Backup Codes"));
  /* Translators: %s is a service. */
  text = g_strdup_printf (_("%s gives no backup codes, as far as its help says, so there is nothing to print. Should you "
                            "lose Sparekey and its backups, its own way back is all there is: set up a second way to "
                            "sign in there now, and keep a backup of Sparekey in another place."),
                          spare_guide_window_get_name (self));
  gtk_label_set_text (self->text, text);
  if (recovery != NULL)
    spare_guide_rows_add_address (self, _("How to Get Back In"), recovery);
  spare_guide_rows_add_source (self, SPARE_SERVICE_CODES);
  gtk_button_set_label (self->primary, _("_Next"));
  gtk_button_set_label (self->second, _("It _Gave Me Some…"));
  gtk_widget_set_visible (GTK_WIDGET (self->second), TRUE);
}

static void
fill_codes (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);
  const char *name = spare_guide_window_get_name (self);
  SpareAnswer codes = spare_service_get_answer (service, SPARE_SERVICE_CODES);
  gboolean single = spare_service_get_answer (service, SPARE_SERVICE_SINGLE) == SPARE_ANSWER_YES;
  g_autofree char *form = dup_form (service);
  g_autofree char *text = NULL;

  gtk_label_set_text (self->heading, single ? _("Take In the Recovery Key") : _("Take In the Backup Codes"));
  if (codes == SPARE_ANSWER_UNKNOWN)
    /* Translators: %s is a service. */
    text = g_strdup_printf (_("Does %s show backup codes now, also called recovery codes, or offer a recovery key? "
                              "Sparekey does not know. They are the way back in when you lose Sparekey: take them in, and "
                              "print them."), name);
  else if (single)
    /* Translators: %s is a service. */
    text = g_strdup_printf (_("%s gives one recovery key: the way back in when all else is lost. Have it shown, and copy "
                              "it, or type it off."), name);
  else
    /* Translators: %s is a service. */
    text = g_strdup_printf (_("%s gives backup codes: the way back in when you lose Sparekey. Download or copy them "
                              "there, before you close the page."), name);
  gtk_label_set_text (self->text, text);

  if (form != NULL)
    {
      spare_guide_rows_add_note (self, form);
      spare_guide_rows_add_source (self, spare_service_get_text (service, SPARE_SERVICE_FORM) != NULL
                                           ? SPARE_SERVICE_FORM : SPARE_SERVICE_COUNT);
    }
  gtk_button_set_label (self->primary, codes == SPARE_ANSWER_UNKNOWN ? _("_Yes, Take Them In…") : _("_Take Them In…"));
  if (single)
    gtk_button_set_label (self->primary, _("_Take It In…"));
  gtk_button_set_label (self->second, _("_No, None"));
  gtk_widget_set_visible (GTK_WIDGET (self->second), codes == SPARE_ANSWER_UNKNOWN);
}

static void
fill_codes_done (SpareGuideWindow *self)
{
  g_autoptr(SpareThing) set = spare_guide_dup_codes (self->guide, spare_vault_get_things (spare_window_get_vault (
    self->window)));
  guint count = set != NULL ? spare_code_set_count (set) : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u code is saved in your keyring.",
                                                     "%u codes are saved in your keyring.", count), count);

  if (set != NULL && spare_code_set_is_forgotten (set))
    {
      g_free (text);
      text = g_strdup (_("They are on paper only."));
    }
  gtk_label_set_text (self->heading, _("The Codes Are Here"));
  gtk_label_set_text (self->text, text);
}

static void
fill_print (SpareGuideWindow *self,
            gboolean          done)
{
  gtk_label_set_text (self->heading, done ? _("The Sheet Is Printed") : _("Print a Sheet"));
  gtk_label_set_text (self->text, done ? _("It is in the register of sheets.")
                                       : _("Paper survives what takes the computer along. Print the codes, and put the "
                                           "sheet where you would look for it."));
  gtk_button_set_label (self->primary, _("_Print a Sheet…"));
}

static void
fill_drill (SpareGuideWindow *self,
            gboolean          done)
{
  gtk_label_set_text (self->heading, done ? _("The Sheet Is Tested") : _("Test the Sheet"));
  gtk_label_set_text (self->text, done ? _("What is on the paper can be read and typed.")
                                       : _("Type one code back from the paper. It is not used up: Sparekey compares it "
                                           "itself."));
  gtk_button_set_label (self->primary, _("_Test the Sheet…"));
}

static void
fill_sweep (SpareGuideWindow *self,
            gboolean          done)
{
  const SpareService *service = spare_guide_window_get_service (self);
  const char *const *files = spare_service_get_list (service, SPARE_SERVICE_FILES);

  gtk_label_set_text (self->heading, done ? _("No File Is Left") : _("Delete the Downloaded File"));
  gtk_label_set_text (self->text, done ? _("You looked after downloaded codes.")
                                       : _("If you downloaded the codes, the file still lies in your folder of downloads, "
                                           "where any program of yours can read it. Let Sparekey find it, and delete it."));
  if (files != NULL && !done)
    {
      g_autofree char *names = g_strjoinv (", ", (char **) files);
      /* Translators: %s are names of files with * for anything. */
      g_autofree char *note = g_strdup_printf (_("It is usually called %s."), names);

      spare_guide_rows_add_note (self, note);
    }
  gtk_button_set_label (self->primary, self->looked ? _("There Is _None Any More") : _("_Look for It…"));
  gtk_button_set_label (self->second, self->looked ? _("_Look Again…") : _("There Is _None Any More"));
  gtk_widget_set_visible (GTK_WIDGET (self->second), !done);
}

/* All done, or all that could be. */

static const char *
get_title (SpareGuideStep step)
{
  switch (step)
    {
    case SPARE_GUIDE_SETTINGS:
      return _("Signed in there");
    case SPARE_GUIDE_ACCOUNT:
      return _("Account in Sparekey");
    case SPARE_GUIDE_ACCEPTED:
      return _("First code accepted");
    case SPARE_GUIDE_CODES:
      return _("Backup codes taken in");
    case SPARE_GUIDE_PRINT:
      return _("Sheet printed");
    case SPARE_GUIDE_DRILL:
      return _("Sheet tested");
    case SPARE_GUIDE_SWEEP:
    case SPARE_GUIDE_N_STEPS:
    default:
      return _("Downloaded file deleted");
    }
}

static const char *
get_reason (SpareGuideWindow *self,
            SpareGuideStep    step)
{
  switch (spare_guide_get_reason (self->guide, step))
    {
    case SPARE_GUIDE_NONE_GIVEN:
      return _("The service gives none");
    case SPARE_GUIDE_ELSEWHERE:
      return _("Kept in another place");
    case SPARE_GUIDE_NOT_NOW:
    case SPARE_GUIDE_NOT_SKIPPED:
    default:
      return _("Skipped");
    }
}

static void
fill_end (SpareGuideWindow *self)
{
  g_autofree char *text = NULL;
  GtkWidget *group;

  if (spare_guide_window_get_state (self, SPARE_GUIDE_ACCEPTED) == SPARE_GUIDE_SKIPPED)
    {
      gtk_label_set_text (self->heading, _("All Steps Are Behind You"));
      /* Translators: %s is a service. */
      text = g_strdup_printf (_("Whether two-step sign-in is on, only %s knows: it was not said here that it took a "
                                "code. Sign out and in again to see."), spare_guide_window_get_name (self));
    }
  else
    {
      gtk_label_set_text (self->heading, _("Two-Step Sign-In Is On"));
      /* Translators: %s is a service. */
      text = g_strdup_printf (_("From now on, %s asks for a code when you sign in."), spare_guide_window_get_name (self));
    }
  gtk_label_set_text (self->text, text);
  group = spare_guide_rows_add_group (self, NULL);
  for (SpareGuideStep step = 0; step < SPARE_GUIDE_N_STEPS; step++)
    {
      SpareGuideState state = spare_guide_window_get_state (self, step);

      if (state == SPARE_GUIDE_DONE)
        spare_guide_rows_add (group, "object-select-symbolic", get_title (step), _("Done"), NULL, self);
      else if (state != SPARE_GUIDE_NOT_NEEDED)
        spare_guide_rows_add (group, "action-unavailable-symbolic", get_title (step), get_reason (self, step), NULL,
                              self);
    }
  gtk_button_set_label (self->primary, _("_Done"));
}

void
spare_guide_steps_fill (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);
  gboolean done = self->step < SPARE_GUIDE_N_STEPS
                  && spare_guide_window_get_state (self, self->step) == SPARE_GUIDE_DONE;

  gtk_widget_set_visible (GTK_WIDGET (self->primary), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->second), FALSE);
  switch (self->step)
    {
    case SPARE_GUIDE_SETTINGS:
      fill_settings (self);
      return;
    case SPARE_GUIDE_ACCOUNT:
      gtk_widget_set_visible (GTK_WIDGET (self->primary), done);
      gtk_button_set_label (self->primary, _("_Next"));
      spare_guide_account_fill (self);
      return;
    case SPARE_GUIDE_ACCEPTED:
      spare_guide_accepted_fill (self);
      return;
    case SPARE_GUIDE_CODES:
      if (done)
        fill_codes_done (self);
      else if (spare_service_get_answer (service, SPARE_SERVICE_CODES) == SPARE_ANSWER_NO)
        fill_no_codes (self);
      else
        fill_codes (self);
      break;
    case SPARE_GUIDE_PRINT:
      fill_print (self, done);
      break;
    case SPARE_GUIDE_DRILL:
      fill_drill (self, done);
      break;
    case SPARE_GUIDE_SWEEP:
      fill_sweep (self, done);
      break;
    case SPARE_GUIDE_N_STEPS:
    default:
      fill_end (self);
      return;
    }
  if (done)
    gtk_button_set_label (self->primary, _("_Next"));
}

/* What comes next is to say that none is left. */
static void
look_for_files (SpareGuideWindow *self)
{
  if (!run_action (self, "win.sweep", NULL))
    return;

  self->looked = TRUE;
  spare_guide_window_show_step (self, self->step);
}

void
spare_guide_steps_primary (SpareGuideWindow *self)
{
  const SpareService *service = spare_guide_window_get_service (self);
  GListModel *things = spare_vault_get_things (spare_window_get_vault (self->window));
  g_autoptr(SpareThing) sheet = spare_guide_dup_sheet (self->guide, things);

  if (self->step == SPARE_GUIDE_N_STEPS)
    gtk_window_close (GTK_WINDOW (self));
  else if (self->step == SPARE_GUIDE_ACCOUNT)
    spare_guide_account_primary (self);
  else if (spare_guide_window_get_state (self, self->step) == SPARE_GUIDE_DONE)
    spare_guide_window_go_on (self);
  else if (self->step == SPARE_GUIDE_SETTINGS || self->step == SPARE_GUIDE_ACCEPTED)
    say_done (self, self->step);
  else if (self->step == SPARE_GUIDE_CODES
           && spare_service_get_answer (service, SPARE_SERVICE_CODES) == SPARE_ANSWER_NO)
    say_none (self);
  else if (self->step == SPARE_GUIDE_CODES)
    run_action (self, "win.take-codes", spare_guide_get_account (self->guide));
  else if (self->step == SPARE_GUIDE_PRINT)
    run_action (self, "win.print-sheet", spare_guide_get_account (self->guide));
  else if (self->step == SPARE_GUIDE_DRILL && sheet != NULL)
    run_action (self, "win.drill", spare_thing_get_id (sheet));
  else if (self->step == SPARE_GUIDE_DRILL)
    spare_notice_show (self->notice, _("There is no sheet to test. Go back, and print one."), NULL, NULL);
  else if (self->looked)
    say_done (self, self->step);
  else
    look_for_files (self);
}

void
spare_guide_steps_second (SpareGuideWindow *self)
{
  if (self->step == SPARE_GUIDE_ACCEPTED)
    {
      self->refused = TRUE;
      spare_guide_window_show_step (self, self->step);
    }
  else if (self->step == SPARE_GUIDE_CODES
           && spare_service_get_answer (spare_guide_window_get_service (self), SPARE_SERVICE_CODES) == SPARE_ANSWER_NO)
    run_action (self, "win.take-codes", spare_guide_get_account (self->guide));
  else if (self->step == SPARE_GUIDE_CODES)
    say_none (self);
  else if (self->step == SPARE_GUIDE_SWEEP && self->looked)
    look_for_files (self);
  else if (self->step == SPARE_GUIDE_SWEEP)
    say_done (self, self->step);
}
