/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/application.h"

int
main (int argc, char **argv)
{
  return lt_application_main (argc, argv);
}
