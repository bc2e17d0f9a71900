#include "pipeline/source/link_refusal.hpp"

#include <string>

namespace pixferry {

Error link_refusal(std::string_view reason) {
  return Error{ErrorCode::invalid_folder_url, std::string{reason}};
}

}  // namespace pixferry
