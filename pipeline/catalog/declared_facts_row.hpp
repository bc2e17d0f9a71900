#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "pipeline/model/declared_facts.hpp"

namespace pixferry {

/// The facts as one text, bounded like those that were seen; empty where nothing is declared.
std::string declared_text(const DeclaredFacts& declared);

/// What declared_text() wrote. Of any other text, what can be made of it.
DeclaredFacts declared_from(std::string_view text);

/// Adds the facts to the bulk row of an image, and what it is placed by.
void add_declared(boost::json::object& row, const DeclaredFacts& declared);

}  // namespace pixferry
