#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pixferry {

/// The name that was probably meant by a word that is none of them: one or two typing errors away,
/// or one that it begins. Empty where nothing is near.
std::string suggestion_for(std::string_view word, std::span<const std::string> names);

}  // namespace pixferry
