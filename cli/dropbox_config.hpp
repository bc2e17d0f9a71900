#pragma once

#include "pipeline/platform/config.hpp"
#include "pipeline/source/dropbox/dropbox_config.hpp"

namespace pixferry {

/// What the Dropbox provider is told of the configuration.
DropboxConfig dropbox_config_for(const Config& config);

}  // namespace pixferry
