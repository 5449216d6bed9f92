/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "spare-application.h"
#include "spare-otp.h"
#include "spare-secret.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(SpareApplication) application = NULL;
  g_autoptr(GError) error = NULL;
  gboolean codes_work;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Sparekey");

  if (!spare_secret_protect_process (&error))
    {
      g_printerr (_("Sparekey cannot protect its memory on this system, so it does not start.\n"));
      return 1;
    }

  codes_work = spare_otp_self_test (NULL);
  application = spare_application_new (codes_work);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
