#include "pipeline/platform/base64.hpp"

#include <openssl/evp.h>

namespace pixferry {

std::string base64(std::span<const std::uint8_t> bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::string base64(std::string_view text) {
  return base64(std::span{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace pixferry
