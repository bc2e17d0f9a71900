#include "pipeline/platform/redis_script.hpp"

#include <openssl/sha.h>

#include "pipeline/model/digest.hpp"

namespace pixferry {

RedisScript::RedisScript(std::string_view text) : text_(text) {
  Digest<SHA_DIGEST_LENGTH> digest;
  ::SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.bytes.data());
  name_ = digest.hex();
}

}  // namespace pixferry
