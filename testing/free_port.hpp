#pragma once

#include <cstdint>

namespace pixferry {

/// A port of 127.0.0.1 that nobody listens on at the moment, for a program that cannot choose one
/// itself.
std::uint16_t free_port();

}  // namespace pixferry
