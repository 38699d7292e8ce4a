export const Login = () => (
  <input placeholder="AKIAQ7XK4ZP2M3NHTR5W" />
)
