#pragma once

#include <map>
#include <string>

#include "simulator/simulator.hpp"

namespace pixferry {

/// The settings that lead the program to the simulator's bucket of S3, and to the one of its
/// Supabase project.
std::map<std::string, std::string> s3_settings(const Simulator& simulator);
std::map<std::string, std::string> supabase_settings(const Simulator& simulator);

}  // namespace pixferry
