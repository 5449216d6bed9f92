/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-json-writer.h"

G_BEGIN_DECLS

/* A JSON document that goes to a file descriptor. */
SpareJsonWriter *spare_cli_json_new (int fd) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
