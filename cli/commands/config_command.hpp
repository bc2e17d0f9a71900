#pragma once

#include "cli/command_line.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {

/// `pixferry config`: what is in force and why, to stdout; warnings to stderr.
int run_config_command(const LoadedConfig& loaded, const CommandLine& line);

/// `pixferry config --example`: the text of `.env.example`. Needs no valid configuration.
int run_config_example_command();

}  // namespace pixferry
