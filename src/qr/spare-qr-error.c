/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-qr-error.h"

G_DEFINE_QUARK (spare-qr-error-quark, spare_qr_error)
