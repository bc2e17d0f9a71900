#pragma once

#include <string>
#include <vector>

#include "tools/tree.hpp"

namespace pixferry {

/// The rules that no compiler holds. Each looks at one file and answers its complaints, with path
/// and line; an empty answer is a tidy file.
using Complaints = std::vector<std::string>;

/// model ← platform ← content ← ports ← steps ← services ← cli. Nobody includes a sibling, and only
/// tests include testing/.
Complaints include_direction(const TreeFile& file);
/// Our own headers are named by their path from the root.
Complaints include_paths(const TreeFile& file);
/// Libraries stay behind .cpp files: what curl, SQLite or Beast declare is not in our headers.
Complaints vendor_headers(const TreeFile& file);
/// Names that say nothing, of files and of types.
Complaints banned_names(const TreeFile& file);
/// Calls that hide time, chance, the environment or a failure.
Complaints banned_calls(const TreeFile& file);
/// catch (...) that neither goes on throwing nor ends the process.
Complaints swallowed_exceptions(const TreeFile& file);
/// 300 lines a file.
Complaints long_files(const TreeFile& file);
/// 60 lines a function.
Complaints long_functions(const TreeFile& file);
Complaints missing_pragma_once(const TreeFile& file);
/// Notes of things left undone.
Complaints notes_to_self(const TreeFile& file);
/// What begins with #! is executable, and nothing else is.
Complaints script_permissions(const TreeFile& file);
/// Blanks at line ends, tabs in C++, carriage returns, a missing last newline.
Complaints stray_blanks(const TreeFile& file);

}  // namespace pixferry
