#include <algorithm>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/content/sniff.hpp"
#include "pipeline/platform/config_dotenv.hpp"

namespace pixferry::fuzz {
namespace {

bool may_stand_in_single_quotes(std::string_view value) {
  return value.find_first_of(std::string_view{"'\n\r\0", 4}) == value.npos;
}

}  // namespace

/// What a file sets can be written as a file that sets the same.
void fuzz_dotenv(std::string_view bytes) {
  const auto read = parse_dotenv(bytes);
  std::string text;
  for (const auto& [name, value] : read.values) {
    require(!name.empty() && name.find_first_of("= \t\n#'\"") == name.npos, "a name is a name");
    if (!may_stand_in_single_quotes(value)) return;
    text += name + "='" + value + "'\n";
  }
  const auto again = parse_dotenv(text);
  require(again.complaints.empty(), "what is written is right");
  require(again.values == read.values, "what is written is read again as the same");
}

void fuzz_image_head(std::string_view bytes) {
  const auto head = std::as_bytes(std::span{bytes});
  const auto type = sniff_image(head);
  require(!type || !looks_like_html(head), "a web page is no image");
  require(!type || image_type_with_extension(extension(*type)) == type, "a type has its extension");
}

}  // namespace pixferry::fuzz
