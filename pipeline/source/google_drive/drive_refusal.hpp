#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pixferry {

/// What the body of a refusal says, in whichever of its forms.
struct DriveRefusal {
  std::string status;                ///< google.rpc's: "PERMISSION_DENIED"
  std::string message;               ///< for people; used where nothing else tells two cases apart
  std::vector<std::string> reasons;  ///< errors[].reason, then details[].reason
  bool is_html = false;              ///< a web page stands where JSON should
  bool is_sorry_page = false;        ///< the page for what looks like automated queries

  /// The first reason or the status, if it is a plain word that can stand in a message.
  std::string_view word() const;
};

DriveRefusal read_drive_refusal(std::string_view body);

}  // namespace pixferry
