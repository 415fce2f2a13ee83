/// The release, as systemd/debian/changelog begins with it; a test holds the two together.
package let pepdVersion = "0.9.0"
