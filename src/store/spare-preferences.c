/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-preferences.h"

/* Keys of this computer and of its moment. */
static gboolean
is_personal (const char *key)
{
  return !g_str_has_prefix (key, "window-") && !g_str_has_prefix (key, "backup-") &&
         !g_str_equal (key, "memory-lock-warned");
}

static GSettingsSchema *
schema_of (GSettings *settings)
{
  GSettingsSchema *schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  return schema;
}

GVariant *
spare_preferences_read (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = schema_of (settings);
  g_auto (GStrv) keys = g_settings_schema_list_keys (schema);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = is_personal (keys[i]) ? g_settings_get_user_value (settings, keys[i]) : NULL;

      if (value != NULL)
        g_variant_builder_add (&builder, "{sv}", keys[i], value);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

void
spare_preferences_apply (GSettings *settings,
                         GVariant  *preferences)
{
  g_autoptr (GSettingsSchema) schema = schema_of (settings);
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_variant_iter_init (&iter, preferences);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autoptr (GSettingsSchemaKey) schema_key = NULL;

      if (!is_personal (key) || !g_settings_schema_has_key (schema, key))
        continue;
      schema_key = g_settings_schema_get_key (schema, key);
      if (g_variant_is_of_type (value, g_settings_schema_key_get_value_type (schema_key)) &&
          g_settings_schema_key_range_check (schema_key, value))
        g_settings_set_value (settings, key, value);
    }
}
