#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pixferry {

/// A web page that Drive's download address answered with in place of a file, most of them with
/// status 200.
struct PublicAnswerPage {
  enum class Kind {
    confirmation,  ///< asks whether to download what it did not scan for viruses
    quota,         ///< too many people, or too many requests from this network
    sign_in,       ///< the file is not shared with everyone
    forbidden,     ///< the owner forbids downloads, or Google does because of a virus
    automated,     ///< Google takes this network's requests for those of robots
    unknown,
  };
  Kind kind = Kind::unknown;
  /// Of a confirmation: the fields of its form, all of which have to be sent back.
  std::vector<std::pair<std::string, std::string>> fields;
};

/// Reads such a page, in time linear in its length. Never fails: what is not understood is unknown.
PublicAnswerPage read_public_answer_page(std::string_view body);

}  // namespace pixferry
