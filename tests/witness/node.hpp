#pragma once

namespace pixferry {

/// Runs the clients that are written for it.
inline constexpr auto kNode = "/usr/bin/node";

}  // namespace pixferry
